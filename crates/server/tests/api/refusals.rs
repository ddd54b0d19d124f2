//! What is refused, whoever asks.
