//! What is said to somebody who stops for a reason.

use super::{effort, with_number};
use crate::content::{EffortAction, SafetyFile};
use crate::player::StopReason;

/// What is said to somebody who stops for a reason, in paragraphs; nothing for reasons that need no
/// word.
pub fn stop_advice(
    safety: &SafetyFile,
    reason: StopReason,
    pain: Option<u8>,
    emergency_number: Option<&str>,
) -> Vec<String> {
    let after_stop = || with_number(safety, &safety.after_stop.value, emergency_number);
    match reason {
        StopReason::Done | StopReason::NoTime | StopReason::Other => Vec::new(),
        StopReason::Pain => {
            let advice = pain.map(|pain| effort(safety, u32::from(pain)));
            let mut says: Vec<String> = advice
                .map(|advice| match advice.action {
                    // Who has stopped already is not told to go on.
                    EffortAction::GoOn => "You can begin again whenever you like.".to_owned(),
                    EffortAction::Easier | EffortAction::Stop => advice.says.to_owned(),
                })
                .into_iter()
                .collect();
            says.push(after_stop());
            says.push(safety.flare.says.to_string());
            says
        }
        StopReason::Dizzy | StopReason::Numb => vec![
            "Stop here, and sit or lie down where you are safe.".to_owned(),
            after_stop(),
        ],
    }
}
