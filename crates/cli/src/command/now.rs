//! `unhunch`: what to do now.

use unhunch_core::content::Library;
use unhunch_core::journal::SessionsQuery;
use unhunch_core::person::{Unheeded, flared, usual_request};
use unhunch_core::plan::plan;
use unhunch_core::progress::{Facts, SessionSummary, Streak, effects, streak};
use unhunch_core::safety::{Clearance, Form};
use unhunch_core::wire::{NowWire, SessionWire, SuggestionWire};

use crate::args::NowArgs;
use crate::context::Context;
use crate::error::{Exit, Failure, Outcome};
use crate::output::{Paper, json, name};
use crate::planning;
use unhunch_host::{Diary, OpenSessions};

/// The minutes that are suggested.
const MINUTES: u32 = 5;

/// Says what to do now.
pub(crate) fn run(context: &Context, args: &NowArgs) -> Outcome {
    let library = context.library()?;
    let diary = context.journal_if_any()?;
    let diary = diary.as_ref();
    let today = context.now().date();
    let standing = planning::standing(library, diary, today)?;
    let facts = match diary {
        None => Facts::default(),
        Some(diary) => diary.journal.facts(diary.person)?,
    };
    let first_time = match diary {
        None => true,
        Some(diary) => diary.journal.count()? == 0,
    };
    let last = newest(diary)?;
    let open = match diary {
        None => OpenSessions::default(),
        Some(diary) => diary.open_sessions()?,
    };
    let streak = streak(&facts, today);
    let mut unheeded = Vec::new();
    let suggestion = match standing.clearance() {
        None => None,
        Some(clearance) => {
            let profile = unhunch_host::planning::profile(diary)?;
            let effects = effects(&facts, today);
            let mut usual = usual_request(library, &profile, &effects, MINUTES);
            usual.request.flared = flared(library.safety(), &facts);
            unheeded = usual.unheeded;
            suggest(library, clearance, &usual.request)
        }
    };
    planning::tell(&unheeded);
    if args.json {
        json(&NowWire {
            schema: "unhunch.now/1",
            first_time,
            check_due: standing.due.map(Into::into),
            level: standing.level.map(|level| level.word()),
            suggestion,
            warnings: unheeded.iter().map(Unheeded::says).collect(),
            streak: streak.into(),
            last_session: last.as_ref().map(SessionWire::from),
            open_session: open.broken_off.as_ref().map(SessionWire::from),
            played_session: open.played.as_ref().map(SessionWire::from),
        })?;
        return Ok(Exit::Done);
    }
    let mut paper = Paper::new();
    if first_time {
        welcome(&mut paper);
        paper.print()?;
        return Ok(Exit::Done);
    }
    match standing.due {
        Some(due) => {
            let form = match due.form {
                Form::Full => "the full check",
                Form::Short => "the short check, one screen",
            };
            let text = format!("{form}: {} ({})", name("unhunch check"), due.reason.says());
            paper.field("Due", &text);
        }
        None => {
            paper.field("Check", "done for today");
        }
    }
    if let Some(played) = &open.played {
        paper.field("Playing", &format!("{}, elsewhere", called(played)));
    }
    if let Some(open) = &open.broken_off {
        let text = format!(
            "{} of {} was not finished: {}",
            called(open),
            open.day(),
            name("unhunch start --resume")
        );
        paper.field("Open", &text);
    }
    match &suggestion {
        Some(suggestion) => {
            let names: Vec<&str> = suggestion
                .techniques
                .iter()
                .filter_map(|id| library.technique(id))
                .map(|one| one.name.value.as_str())
                .collect();
            let text = format!("{}: {}", name(&suggestion.command), names.join(", "));
            paper.field("Now", &text);
        }
        None if standing.due.is_some() => {
            let text = format!("{} after the check", name("unhunch start"));
            paper.field("Then", &text);
        }
        None => {
            paper.field("Now", &name("unhunch start --minutes 10"));
        }
    }
    paper.field("In a row", &in_a_row(streak));
    match &last {
        Some(last) => {
            let minutes = last.played_ms.div_ceil(60_000);
            let text = format!("{} on {}, {minutes} min", called(last), last.day());
            paper.field("Last", &text);
        }
        None => {
            paper.field("Last", "no session yet");
        }
    }
    paper.print()?;
    Ok(Exit::Done)
}

fn welcome(paper: &mut Paper) {
    paper.heading("Welcome to unhunch");
    paper.paragraph(
        0,
        "A few minutes of gentle movement for an upper back that desk work has tightened.",
    );
    paper.gap();
    paper.field("Begin", &name("unhunch start --minutes 5"));
    paper.field("Before that", &format!("{}, once", name("unhunch check")));
    paper.field("Look around", &name("unhunch list"));
}

fn called(session: &SessionSummary) -> &str {
    if session.name.is_empty() {
        "a session"
    } else {
        &session.name
    }
}

/// Days in a row, in words.
pub(super) fn in_a_row(streak: Streak) -> String {
    let days = |days: u32| match days {
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    };
    let longest = if streak.longest > streak.current {
        format!("; the longest was {}", days(streak.longest))
    } else {
        String::new()
    };
    match (streak.current, streak.today) {
        (0, _) => format!("none at the moment{longest}"),
        (current, true) => format!("{}, today included{longest}", days(current)),
        (current, false) => format!("{} up to yesterday{longest}", days(current)),
    }
}

fn newest(diary: Option<&Diary>) -> Result<Option<SessionSummary>, Failure> {
    let Some(diary) = diary else {
        return Ok(None);
    };
    let query = SessionsQuery {
        person: diary.person,
        open: false,
        after: None,
        limit: Some(1),
    };
    Ok(diary.journal.sessions(&query)?.into_iter().next())
}

/// The routine that `start` would play; none when nothing fits.
fn suggest(
    library: &Library,
    clearance: Clearance,
    request: &unhunch_core::plan::Request,
) -> Option<SuggestionWire> {
    let plan = plan(library, clearance, request).ok()?;
    Some(SuggestionWire {
        minutes: MINUTES,
        seconds: plan.seconds,
        techniques: plan
            .picks
            .iter()
            .map(|pick| pick.technique.to_string())
            .collect(),
        command: format!("unhunch start --minutes {MINUTES}"),
    })
}
