//! Before you start: the safety check in full and in short, and what it came to.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use unhunch_core::content::{Level, SafetyFile};
use unhunch_core::journal::{self, Body, Query, SafetyCheck, read_effective};
use unhunch_core::person::{Answered, result};
use unhunch_core::safety::{Answers, Form, advice, level_text, with_number};
use unhunch_host::planning;

use super::form::{Faults, Fields};
use super::frame::{Frame, Here};
use super::on_to;
use super::parts::sentence;
use super::visit::{Form as Posted, Visit};
use crate::acts::Ground;
use crate::problem::Outcome;

/// Checks that are looked through for the last full one.
const LOOK_BACK: usize = 400;

/// A warning sign that can be ticked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sign {
    /// The question's id.
    pub(crate) id: String,
    /// What is asked.
    pub(crate) ask: String,
    /// Whether it is ticked.
    pub(crate) on: bool,
}

/// The signs of a level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SignGroup {
    /// The level's word.
    pub(crate) level: &'static str,
    /// Its headline.
    pub(crate) title: String,
    /// What it asks for.
    pub(crate) says: String,
    /// The signs.
    pub(crate) signs: Vec<Sign>,
}

/// What the page of the check shows.
#[derive(Debug, Clone, PartialEq, Template)]
#[template(path = "check.html")]
pub(crate) struct CheckView {
    frame: Frame,
    title: String,
    ask: String,
    /// Why it is due; empty where it is answered of one's own accord.
    why: String,
    short: bool,
    groups: Vec<SignGroup>,
    fault: Option<String>,
}

impl CheckView {
    /// The check in a form.
    pub(crate) fn new(
        frame: Frame,
        safety: &SafetyFile,
        form: Form,
        why: String,
        number: Option<&str>,
        entered: &Fields,
        faults: &Faults,
    ) -> Self {
        let groups = [Level::Emergency, Level::Urgent, Level::SeeProfessional].into_iter();
        let group = |level: Level| {
            let asked = safety
                .questions
                .iter()
                .filter(|one| one.level.value == level);
            let signs: Vec<Sign> = asked
                .map(|one| Sign {
                    id: one.id.to_string(),
                    ask: one.ask.to_string(),
                    on: entered.all("sign").any(|id| id == one.id.as_str()),
                })
                .collect();
            let text = level_text(safety, level).filter(|_| !signs.is_empty())?;
            Some(SignGroup {
                level: level.word(),
                title: text.title.to_string(),
                says: with_number(safety, &text.says.value, number),
                signs,
            })
        };
        Self {
            frame,
            title: safety.title.to_string(),
            ask: match form {
                Form::Full => safety.intro.to_string(),
                Form::Short => safety.short_ask.to_string(),
            },
            why,
            short: form == Form::Short,
            groups: groups.filter_map(group).collect(),
            fault: faults.of("answer").map(str::to_owned),
        }
    }
}

/// What a form answers; none where it contradicts itself, with what is wrong.
///
/// Every sign stood on the page, so each that is not ticked is answered with no.
pub(crate) fn answered(
    safety: &SafetyFile,
    fields: &Fields,
    faults: &mut Faults,
) -> Option<Answered> {
    let ticked = safety
        .questions
        .iter()
        .filter(|one| fields.all("sign").any(|id| id == one.id.as_str()));
    let ticked: Vec<_> = ticked.map(|one| &one.id.value).collect();
    match fields.first("answer") {
        Some("nothing-new") if ticked.is_empty() => Some(Answered::NothingNew),
        Some("none") if ticked.is_empty() => Some(Answered::Full(Answers::none_of(safety))),
        Some("none" | "nothing-new") => {
            faults.add(
                "answer",
                "Some signs are ticked. Untick them to say that you notice none, or go on with those that you ticked.",
            );
            None
        }
        Some("ticked") if ticked.is_empty() => {
            faults.add(
                "answer",
                "Nothing is ticked. Tick what you notice, or say that you notice none of these.",
            );
            None
        }
        Some("ticked") => {
            let mut answers = Answers::none_of(safety);
            for id in ticked {
                answers.answer(id, true);
            }
            Some(Answered::Full(answers))
        }
        _ => {
            faults.add("answer", "Say whether you notice any of these.");
            None
        }
    }
}

/// What the page of an outcome shows.
#[derive(Debug, Clone, PartialEq, Template)]
#[template(path = "outcome.html")]
pub(crate) struct OutcomeView {
    frame: Frame,
    level: &'static str,
    title: String,
    says: String,
    reported: Vec<String>,
    /// Whether nothing is planned or played.
    stopped: bool,
    /// A number to call, and how a telephone is told.
    call: Option<(String, String)>,
    /// Why the answer could not be kept.
    unsaved: Option<String>,
}

impl OutcomeView {
    /// What a check came to.
    pub(crate) fn new(
        frame: Frame,
        safety: &SafetyFile,
        check: &SafetyCheck,
        number: Option<&str>,
        unsaved: Option<String>,
    ) -> Self {
        let level = check.level;
        let asked = safety
            .questions
            .iter()
            .filter(|one| check.reported.contains(&one.id.value));
        let dialed = |number: &str| {
            number
                .chars()
                .filter(|one| one.is_ascii_digit() || *one == '+')
                .collect()
        };
        Self {
            frame,
            level: level.word(),
            title: level_text(safety, level).map_or(String::new(), |text| text.title.to_string()),
            says: advice(safety, level, number),
            reported: asked.map(|one| one.ask.to_string()).collect(),
            stopped: level >= Level::Urgent,
            call: number
                .filter(|_| level == Level::Emergency)
                .map(|number| (number.to_owned(), dialed(number))),
            unsaved,
        }
    }
}

/// The check that is due; the full one where it is answered of one's own accord.
///
/// # Errors
///
/// When the journal cannot be read.
pub(super) async fn page(visit: Visit) -> Outcome<Response> {
    let known = visit.app.ground().await?;
    let form = asked_form(&visit, &known);
    super::page(&view(
        &visit,
        &known,
        form,
        &Fields::default(),
        &Faults::default(),
    ))
}

/// The form that is asked: the one that is due, unless the full one is wanted.
fn asked_form(visit: &Visit, known: &Ground) -> Form {
    match known.standing.due {
        Some(due) if visit.query.first("form") != Some("full") => due.form,
        _ => Form::Full,
    }
}

fn view(visit: &Visit, known: &Ground, form: Form, entered: &Fields, faults: &Faults) -> CheckView {
    let safety = visit.app.library().safety();
    let why = known.standing.due.map_or(String::new(), |due| {
        sentence(&format!("It is asked because {}", due.reason.says()))
    });
    let frame = visit.frame(safety.title.value.clone(), Here::Elsewhere);
    CheckView::new(
        frame,
        safety,
        form,
        why,
        known.profile.emergency_number.as_deref(),
        entered,
        faults,
    )
}

/// Writes down what was answered, and shows what it came to. What an answer asks for is shown even when it
/// cannot be written down.
///
/// # Errors
///
/// When the journal cannot be read, and nothing was answered that has to be said.
pub(super) async fn answer(visit: Visit, Posted(fields): Posted) -> Outcome<Response> {
    let library = visit.app.library();
    let safety = library.safety();
    let mut faults = Faults::default();
    let answered = answered(safety, &fields, &mut faults);
    let known = visit.app.ground().await;
    let Some(answered) = answered else {
        let known = known?;
        let form = match fields.first("answer") {
            Some("nothing-new") => Form::Short,
            _ => Form::Full,
        };
        return super::page_or_faults(&view(&visit, &known, form, &fields, &faults), false);
    };
    let (before, number, due) = match &known {
        Ok(known) => (
            known.standing.level,
            known.profile.emergency_number.clone(),
            known.standing.due,
        ),
        Err(_) => (None, None, None),
    };
    // A short answer holds only where no full one is due.
    let enough = answered != Answered::NothingNew || due.is_some_and(|due| due.form == Form::Short);
    if !enough {
        return Ok(on_to("/check?form=full"));
    }
    let result = result(safety, &answered, before);
    let entry = result.entry.clone();
    let saved = match known {
        Ok(_) => {
            let body = Body::SafetyChecked(entry);
            visit
                .app
                .keeper()
                .record(move |desk| Ok((vec![desk.diary.entry(None, body)?], ())))
                .await
        }
        Err(problem) => Err(problem),
    };
    match saved {
        // Nothing to say holds nobody up.
        Ok(()) if result.entry.level == Level::Clear => Ok(on_to("/")),
        Ok(()) => Ok(on_to("/check/outcome")),
        Err(problem) => {
            let frame = visit.frame(safety.title.value.clone(), Here::Elsewhere);
            let view = OutcomeView::new(
                frame,
                safety,
                &result.entry,
                number.as_deref(),
                Some(problem.detail),
            );
            super::with_status(StatusCode::SERVICE_UNAVAILABLE, &view)
        }
    }
}

/// What the last full check came to.
///
/// # Errors
///
/// When the journal cannot be read.
pub(super) async fn outcome(visit: Visit) -> Outcome<Response> {
    let (check, number) = visit
        .app
        .keeper()
        .read(|desk| {
            let diary = &desk.diary;
            let newest = read_effective(
                &*diary.journal,
                &Query {
                    person: Some(diary.person),
                    kinds: vec!["safety-checked".to_owned()],
                    newest_first: true,
                    limit: Some(LOOK_BACK),
                    ..Query::default()
                },
            )?;
            let mut checks = newest
                .into_iter()
                .rev()
                .filter_map(|entry| match entry.body {
                    Body::SafetyChecked(check) => Some(check),
                    _ => None,
                });
            let full = checks.find(|check| check.form == journal::Form::Full);
            Ok((full, planning::profile(Some(diary))?.emergency_number))
        })
        .await?;
    let Some(check) = check else {
        return Ok(on_to("/check"));
    };
    let safety = visit.app.library().safety();
    let frame = visit.frame(safety.title.value.clone(), Here::Elsewhere);
    super::page(&OutcomeView::new(
        frame,
        safety,
        &check,
        number.as_deref(),
        None,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_says_no_to_what_they_ticked() {
        let library = unhunch_bundle::library();
        let safety = library.safety();
        let read = |text: &str| {
            let mut faults = Faults::default();
            let answered = answered(safety, &Fields::read(text), &mut faults);
            assert_eq!(answered.is_none(), faults.of("answer").is_some(), "{text}");
            answered
        };
        assert_eq!(read("answer=nothing-new"), Some(Answered::NothingNew));
        assert_eq!(
            read("answer=none"),
            Some(Answered::Full(Answers::none_of(safety)))
        );
        for text in [
            "",
            "answer=",
            "answer=maybe",
            "answer=ticked",
            "answer=none&sign=fever",
            "answer=nothing-new&sign=fever",
            "answer=ticked&sign=nonsense",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        let Some(Answered::Full(answers)) = read("answer=ticked&sign=fever") else {
            panic!("the sign was ticked");
        };
        let reported: Vec<&str> = answers.reported().map(|id| id.as_str()).collect();
        assert_eq!(reported, ["fever"]);
        assert_eq!(answers.next_open(safety), None);
    }
}
