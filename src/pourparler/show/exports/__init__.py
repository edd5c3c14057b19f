"""The record in the formats of others."""
