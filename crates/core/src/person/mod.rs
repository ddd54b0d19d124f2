//! What is known of a person, put together for the next session: which check is due, what to ask of
//! the planner, what earlier sessions say.
//!
//! Everything comes from the journal and the library; every surface that begins a session begins here.

mod ahead;
mod checked;
mod flare;
mod request;
mod standing;

pub use ahead::{Ahead, ahead};
pub use checked::{Answered, CheckResult, result};
pub use flare::flared;
pub use request::{Unheeded, Usual, experience, flags, usual_request};
pub use standing::{Standing, standing, standing_until};
