"""The exchange bundle: a folder or .zip of CSV files, the same on the way in and on the way out (docs/exchange.md)."""
