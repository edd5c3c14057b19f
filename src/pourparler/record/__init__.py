"""The record: findings of many reports, kept for ever; groups of them, computed and explained."""
