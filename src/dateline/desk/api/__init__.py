"""The desk's data as JSON under `/api/v1`, with an OpenAPI description."""
