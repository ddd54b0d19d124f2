//! The person: check, words, progress, profile, export and import.
