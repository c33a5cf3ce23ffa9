"""The live site: an edit is converted, the pages that a browser shows are built at once, the whole site behind them."""
