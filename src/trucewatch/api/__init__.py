"""The API under ``/api/v1``: the operations of the desk as JSON, described at ``/api/v1/openapi.json``."""
