"""Peilstok: from iWmo/iJw messages to figures on youth care and Wmo support. A pure library: no orchestrator in it."""
