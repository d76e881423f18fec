"""One builder per sheet of the workbook and section of the report."""
