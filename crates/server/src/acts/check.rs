//! "Before you start", asked and answered.

use std::collections::BTreeMap;

use jiff::{Timestamp, Zoned};
use serde::{Deserialize, Serialize};
use unhunch_core::content::{Level, SafetyFile};
use unhunch_core::journal::{Body, Entry};
use unhunch_core::person::{Answered, result, standing_until};
use unhunch_core::safety::{Answers, Form, advice, with_number};
use unhunch_core::wire::{CheckWire, QuestionWire};
use utoipa::ToSchema;
use uuid::Uuid;

use super::begin::{moment, own_id};
use super::ground::recall;
use crate::keeper::Desk;
use crate::problem::{Kind, Outcome, Problem};
use crate::state::App;
use crate::wire::{EffortWire, LevelWire, SafetyPage, StopSignWire};

/// Answers to the check.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The id of the answer, a UUIDv7, where the client makes it up; sending the same again changes nothing.
    #[serde(default)]
    pub id: Option<Uuid>,
    /// When it was given, where it is told later.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<Timestamp>,
    /// The person's zone, such as `Europe/Berlin`; the server's without it.
    #[serde(default)]
    pub zone: Option<String>,
    /// Which form was asked: `full` or `short`.
    pub form: String,
    /// In full form: every question by its id, and whether the answer is yes. A question that is not
    /// answered is not cleared.
    #[serde(default)]
    pub answers: BTreeMap<String, bool>,
    /// In short form: that nothing is new since last time. Whoever reports something new answers the full
    /// form.
    #[serde(default)]
    pub nothing_new: bool,
}

/// What the answers come to.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Checked {
    /// The answer: `unhunch.check/1`.
    #[serde(flatten)]
    pub check: CheckWire,
    /// Whether the answers are in the journal. Advice is told all the same.
    pub recorded: bool,
}

impl App {
    /// The check, and where the person stands with it.
    ///
    /// # Errors
    ///
    /// When the journal cannot be read; the questions can be asked all the same.
    pub async fn safety(&self) -> Outcome<SafetyPage> {
        let ground = self.ground().await?;
        let safety = self.library().safety();
        let number = ground.profile.emergency_number.as_deref();
        let mut page = questions(safety, number);
        page.due = ground.standing.due.map(Into::into);
        page.level = ground.standing.level.map(Level::word);
        Ok(page)
    }

    /// Takes the answers of a check and writes them down.
    ///
    /// # Errors
    ///
    /// [`Kind::CheckDue`] when the full form has to be answered, the question that is missing or unknown, or that
    /// nothing could be written; but advice to seek help is told whatever happens to the journal.
    pub async fn check(&self, answer: Answer) -> Outcome<Checked> {
        let library = self.library();
        let done = self
            .keeper()
            .write(move |desk| checked(desk, &answer))
            .await;
        match done {
            Ok((check, number, written)) => {
                let level = check.level;
                if let (Level::Clear, Err(problem)) = (level, &written) {
                    // Nobody is told to go ahead on answers that were not kept.
                    return Err(problem.clone());
                }
                let wire = CheckWire::answered(library.safety(), &check, None, number.as_deref());
                Ok(Checked {
                    check: wire,
                    recorded: written.is_ok(),
                })
            }
            Err(problem) => Err(problem),
        }
    }
}

type Done = (
    unhunch_core::journal::SafetyCheck,
    Option<String>,
    Outcome<()>,
);

fn checked(desk: &mut Desk, answer: &Answer) -> Outcome<Done> {
    let safety = desk.library.safety();
    let id = answer.id.map(|id| own_id("/id", id)).transpose()?;
    let now = moment(desk, "", answer.at, answer.zone.as_deref())?;
    // The questions and their advice do not need the journal.
    let ground = recall(desk);
    let standing = match &ground {
        Ok(ground) if answer.at.is_none() => Some(ground.standing.clone()),
        Ok(_) => {
            let diary = &desk.diary;
            let until = now.timestamp();
            let journal = &*diary.journal;
            Some(standing_until(
                journal,
                diary.person,
                safety,
                now.date(),
                until,
            )?)
        }
        Err(_) => None,
    };
    let due = standing.as_ref().and_then(|standing| standing.due);
    let answered = match answer.form.as_str() {
        "full" => Answered::Full(full(safety, answer)?),
        "short" => {
            if !answer.answers.is_empty() {
                let says = "the short form has one question; say whether nothing is new";
                return Err(Problem::invalid("/answers", says));
            }
            let full_due = due.filter(|due| due.form == Form::Full);
            if let Some(due) = full_due {
                let says = format!(
                    "the short form is not enough, because {}; answer the full one",
                    due.reason.says()
                );
                return Err(Problem::new(Kind::CheckDue, says));
            }
            if !answer.nothing_new {
                let says = "something is new: answer every question of the full form";
                return Err(Problem::new(Kind::CheckDue, says));
            }
            Answered::NothingNew
        }
        _ => return Err(Problem::invalid("/form", "a form is `full` or `short`")),
    };
    let level = standing.and_then(|standing| standing.level);
    if matches!(answered, Answered::NothingNew) {
        // A short form says nothing by itself.
        ground.as_ref().map_err(Clone::clone)?;
    }
    let result = result(safety, &answered, level);
    if result.clearance().is_none() {
        let open = safety
            .questions
            .iter()
            .find(|one| !answer.answers.contains_key(one.id.as_str()));
        let open = open.map_or("", |one| one.id.as_str());
        let says = "every question needs an answer; one that is not answered is not cleared";
        return Err(Problem::invalid(format!("/answers/{open}"), says));
    }
    let number = ground
        .ok()
        .and_then(|ground| ground.profile.emergency_number.clone());
    let written = write(desk, id, &now, Body::SafetyChecked(result.entry.clone()));
    if let Err(problem) = &written
        && problem.kind == Kind::Conflict
    {
        return Err(problem.clone());
    }
    Ok((result.entry, number, written))
}

/// Writes the answer down, once.
fn write(desk: &mut Desk, id: Option<Uuid>, now: &Zoned, body: Body) -> Outcome<()> {
    if let Some(there) = id
        .map(|id| desk.diary.journal.entry(id))
        .transpose()?
        .flatten()
    {
        if there.body == body {
            return Ok(());
        }
        let says = "this id is another entry's; make up a new one";
        return Err(Problem::new(Kind::Conflict, says));
    }
    let id = match id {
        Some(id) => id,
        None => desk.diary.new_id()?,
    };
    let entry = Entry::new(id, desk.diary.person, None, now, body);
    desk.diary.journal.append(&[entry])?;
    Ok(())
}

fn full(safety: &SafetyFile, answer: &Answer) -> Outcome<Answers> {
    let mut answers = Answers::new();
    for (word, yes) in &answer.answers {
        let question = safety.questions.iter().find(|one| one.id.as_str() == word);
        let question = question.ok_or_else(|| {
            let word: String = word.chars().take(80).collect();
            let pointer = format!("/answers/{}", word.replace('~', "~0").replace('/', "~1"));
            Problem::invalid(pointer, format!("`{word}` is no question of the check"))
        })?;
        answers.answer(&question.id.value, *yes);
    }
    Ok(answers)
}

/// The check as it is asked; nothing about the person.
fn questions(safety: &SafetyFile, number: Option<&str>) -> SafetyPage {
    let text = |text: &str| with_number(safety, text, number);
    SafetyPage {
        schema: "unhunch.safety/1",
        title: safety.title.to_string(),
        intro: text(&safety.intro),
        short_ask: text(&safety.short_ask),
        none_reported: text(&safety.none_reported),
        due: None,
        level: None,
        questions: safety
            .questions
            .iter()
            .map(|one| QuestionWire {
                id: one.id.to_string(),
                level: one.level.value.word(),
                ask: one.ask.to_string(),
            })
            .collect(),
        levels: safety
            .levels
            .iter()
            .map(|one| LevelWire {
                level: one.id.value.word(),
                title: one.title.to_string(),
                says: advice(safety, one.id.value, number),
                plans: one.plans.value.word(),
            })
            .collect(),
        stop_signs: safety
            .stop_signs
            .iter()
            .map(|one| StopSignWire {
                id: one.id.to_string(),
                says: one.says.to_string(),
            })
            .collect(),
        after_stop: text(&safety.after_stop),
        effort: safety
            .effort
            .iter()
            .map(|one| EffortWire {
                from: one.pain.value.min,
                to: one.pain.value.max,
                action: one.action.value.word(),
                says: one.says.to_string(),
            })
            .collect(),
        flare: text(&safety.flare.says),
    }
}
