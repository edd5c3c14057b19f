"""A report as read on a page: the whole text, findings marked in place."""
