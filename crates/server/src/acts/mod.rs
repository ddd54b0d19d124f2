//! What a person does here, for pages and the API alike: wish for a plan, answer the check, begin a session,
//! play it, say how it was.
//!
//! Core decides each time, with what the journal says at that moment; nothing that a browser sends is taken
//! to be allowed because a page offered it before.

mod begin;
mod check;
mod entries;
mod ground;
mod own;
mod profile;
mod propose;
mod said;
mod seal;
mod sessions;
mod wishes;

pub use begin::{Begin, Proposed};
pub use check::{Answer, Checked};
pub use entries::{EntryIn, Posted};
pub use ground::Ground;
pub use own::Keep;
pub use profile::{FlagIn, ProfileIn};
pub(crate) use propose::Plans;
pub use propose::Proposal;
pub use said::Said;
pub use seal::SealKey;
pub use sessions::{Playable, SessionState};
pub use wishes::{AreaWish, FlagWish, Wishes};

pub(crate) use own::NAME;
pub(crate) use wishes::{area_id, side_of};
