"""Data in and out: reading tables, mapping columns, importing, exporting."""
