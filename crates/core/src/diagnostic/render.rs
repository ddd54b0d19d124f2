//! Showing faults: as text, JSON, GitHub annotations or SARIF.
