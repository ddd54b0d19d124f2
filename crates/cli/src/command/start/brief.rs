//! What is said before and after a session: the plan in brief, the stop rules, the advice.

use unhunch_core::content::{Level, Library};
use unhunch_core::journal::OpenSession;
use unhunch_core::phrase::{capital, length, uncapital};
use unhunch_core::player::Player;
use unhunch_core::safety::{Clearance, advice as level_advice, stop_advice};
use unhunch_core::timeline::Timeline;

use super::Surface;
use super::choose::Chosen;
use crate::context::Context;
use crate::error::Failure;
use crate::output::{Paper, alarm};
use unhunch_core::session::Ending;
use unhunch_host::{Diary, unicode};

/// The most that is told of what was left out.
const MOST_OMISSIONS: usize = 5;

/// Says one thing.
pub(super) fn say(surface: Surface, text: &str) -> Result<(), Failure> {
    if !surface.speaks {
        return Ok(());
    }
    let mut paper = Paper::new();
    paper.paragraph(0, text);
    paper.print()
}

/// The session in brief: what is done and why, what was left out, and when to stop.
pub(super) fn brief(
    context: &Context,
    diary: &Diary,
    surface: Surface,
    clearance: Clearance,
    chosen: &Chosen,
) -> Result<(), Failure> {
    if !surface.speaks {
        return Ok(());
    }
    let library = context.library()?;
    let mut paper = Paper::new();
    if surface.asks {
        // Something was asked before it, perhaps.
        paper.line("");
    }
    advised(&mut paper, library, diary, clearance)?;
    let timeline = &chosen.timeline;
    let length = length(timeline.total_ms());
    paper.heading(&format!("{} ({length})", timeline.name()));
    for (at, item) in timeline.items().iter().enumerate() {
        let mark = format!("{}. ", at + 1);
        paper.item(1, &mark, &format!("{}: {}", item.name, item.dose));
        let pick = chosen.plan.as_ref().and_then(|plan| plan.picks.get(at));
        if let Some(pick) = pick {
            let reasons: Vec<String> = pick
                .reasons
                .iter()
                .map(|reason| reason.says(library))
                .collect();
            paper.paragraph(4, &reasons.join("; "));
        }
    }
    let plan = chosen.plan.iter();
    let notable: Vec<_> = plan
        .flat_map(|plan| &plan.omitted)
        .filter(|one| one.is_notable())
        .collect();
    if !notable.is_empty() {
        paper.gap();
    }
    for omission in notable.iter().take(MOST_OMISSIONS) {
        paper.paragraph(1, &format!("{}.", capital(&omission.says(library))));
    }
    if notable.len() > MOST_OMISSIONS {
        let more = notable.len() - MOST_OMISSIONS;
        paper.paragraph(
            1,
            &format!("And {more} more; `unhunch plan` shows them all."),
        );
    }
    stop_rules(&mut paper, library);
    paper.print()
}

/// A session that is gone on with, in brief.
pub(super) fn going_on(
    context: &Context,
    diary: &Diary,
    surface: Surface,
    clearance: Clearance,
    timeline: &Timeline,
    player: &Player,
) -> Result<(), Failure> {
    if !surface.speaks {
        return Ok(());
    }
    let library = context.library()?;
    let mut paper = Paper::new();
    if surface.asks {
        // Something was asked before it, perhaps.
        paper.line("");
    }
    advised(&mut paper, library, diary, clearance)?;
    if let Some(view) = player.view(0) {
        let length = length(view.remaining_ms);
        paper.heading(&format!("{}: going on, {length} left", timeline.name()));
        let name = if view.name.is_empty() {
            "the end"
        } else {
            view.name
        };
        paper.paragraph(1, &format!("It goes on with: {name}."));
    }
    stop_rules(&mut paper, library);
    paper.print()
}

/// The advice of a level that leaves gentle routines only.
fn advised(
    paper: &mut Paper,
    library: &Library,
    diary: &Diary,
    clearance: Clearance,
) -> Result<(), Failure> {
    if clearance.level() == Level::Clear {
        return Ok(());
    }
    let profile = diary.journal.profile(diary.person)?.unwrap_or_default();
    let number = profile.emergency_number.as_deref();
    let says = level_advice(library.safety(), clearance.level(), number);
    paper.gap().paragraph(0, &says);
    Ok(())
}

fn stop_rules(paper: &mut Paper, library: &Library) {
    let signs: Vec<String> = library
        .safety()
        .stop_signs
        .iter()
        .map(|sign| uncapital(&sign.says.value))
        .collect();
    paper.gap().line(alarm("Stop at once:"));
    paper.paragraph(1, &format!("{}.", signs.join("; ")));
    paper.gap();
}

/// A session that was broken off, in a sentence.
pub(super) fn broken_off(open: &OpenSession) -> String {
    let local = open.summary.local();
    format!(
        "\"{}\" of {} at {:02}:{:02} was broken off after {}.",
        open.summary.name,
        local.date(),
        local.hour(),
        local.minute(),
        length(open.summary.played_ms)
    )
}

/// What is said to somebody who stopped for a reason that asks for a word.
pub(super) fn advice(
    library: &Library,
    surface: Surface,
    ending: &Ending,
    emergency_number: Option<&str>,
) -> Result<(), Failure> {
    if ending.interrupted || !surface.speaks {
        return Ok(());
    }
    let says = stop_advice(
        library.safety(),
        ending.reason,
        ending.pain,
        emergency_number,
    );
    if says.is_empty() {
        return Ok(());
    }
    let mut paper = Paper::new();
    paper.gap();
    for paragraph in &says {
        paper.paragraph(0, paragraph);
    }
    paper.gap();
    paper.print()
}

/// A text as the terminal can show it.
pub(super) fn shown(text: &str) -> String {
    if unicode::unicode() {
        text.to_owned()
    } else {
        unicode::ascii(text)
    }
}
