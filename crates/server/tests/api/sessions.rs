//! Plans and sessions.
