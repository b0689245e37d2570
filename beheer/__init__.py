"""What looks after the project itself: known vulnerabilities, the conformance kit. Nothing of a night needs it."""
