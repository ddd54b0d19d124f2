//! Before a session: how much it hurts now, and whether that makes the safety check due again.

use unhunch_core::journal::{Body, PainReading, When};
use unhunch_core::person::standing;
use unhunch_core::plan::Request;

use super::questions::{self, Answer, Keys};
use crate::args::StartArgs;
use crate::asking::{Asked, ensure_cleared};
use crate::context::Context;
use crate::error::{Exit, Failure};
use unhunch_host::Diary;

/// Asks how much it hurts now: one number, for all areas that were asked for. Who gave every area its
/// pain already is not asked again.
pub(super) fn pain(
    keys: &mut impl Keys,
    args: &StartArgs,
    request: &Request,
) -> Result<Answer<Vec<PainReading>>, Failure> {
    let reading = |value, area, side| PainReading {
        value,
        area,
        side,
        when: When::Before,
    };
    let said =
        !args.request.area.is_empty() && args.request.area.iter().all(|area| area.pain.is_some());
    if said {
        let readings = request.areas.iter().filter_map(|wanted| {
            let value = u8::try_from(wanted.pain).ok()?;
            Some(reading(value, Some(wanted.area.clone()), wanted.side))
        });
        return Ok(Answer::Said(readings.collect()));
    }
    let question = "Pain now, 0 to 10? (Enter skips) ";
    Ok(questions::pain(keys, question)?.map(|value| {
        if request.areas.is_empty() {
            return vec![reading(value, None, None)];
        }
        let areas = request.areas.iter();
        areas
            .map(|wanted| reading(value, Some(wanted.area.clone()), wanted.side))
            .collect()
    }))
}

/// Asks the safety check again where the readings make it due: pain that is high or has risen. `None`
/// where they do not.
///
/// The readings are recorded as the day's then, so that every surface knows why it was due.
pub(super) fn checked_again(
    context: &Context,
    diary: &mut Diary,
    readings: &[PainReading],
) -> Result<Option<Asked>, Failure> {
    let safety = context.library()?.safety();
    let today = context.now().date();
    let standing = standing(&*diary.journal, diary.person, safety, today)?;
    let highest = readings.iter().map(|one| u32::from(one.value)).max();
    if standing.due_with(safety, highest, today).is_none() {
        return Ok(None);
    }
    for reading in readings {
        let daily = PainReading {
            when: When::Daily,
            ..reading.clone()
        };
        diary.record(None, Body::Pain(daily))?;
    }
    ensure_cleared(context, diary, false).map(Some)
}

/// What is said when that check leaves nothing; its advice has been printed.
pub(super) fn stopped() -> Failure {
    Failure {
        message: "nothing is played today; the advice above comes first".into(),
        exit: Exit::Stopped,
    }
}
