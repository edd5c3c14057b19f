"""The API: what pages show, as JSON, under /api/v1; described by OpenAPI."""
