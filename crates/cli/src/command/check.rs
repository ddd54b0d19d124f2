//! `unhunch check`: "Before you start".

use unhunch_core::content::{Id, Level, SafetyFile, suggest};
use unhunch_core::journal::Body;
use unhunch_core::person::{Standing, standing};
use unhunch_core::safety::{Answers, Due, Form};
use unhunch_core::wire::CheckWire;

use crate::args::CheckArgs;
use crate::asking::{self, FIRST, Left, Terminal};
use crate::context::Context;
use crate::error::{Exit, Failure, Outcome};
use crate::output::{Paper, json, name};
use unhunch_core::person::{Answered, result};

/// What the journal says before the check. A journal that cannot be read says nothing: the questions
/// and their advice do not need it.
struct Before {
    due: Option<Due>,
    level: Option<Level>,
    number: Option<String>,
}

/// Asks the check, or takes the answers from the command line.
pub(crate) fn run(context: &Context, args: &CheckArgs) -> Outcome {
    let safety = context.library()?.safety();
    let (before, fault) = match before(context, safety) {
        Ok(before) => (before, None),
        Err(fault) => (
            Before {
                due: Some(FIRST),
                level: None,
                number: None,
            },
            Some(fault),
        ),
    };
    if args.list {
        return list(safety, before.due, args.json);
    }
    let Some(answered) = answers(safety, args, &before)? else {
        let mut paper = Paper::new();
        paper.paragraph(0, asking::LEFT);
        paper.print_to_stderr();
        return Ok(Exit::Failed);
    };
    let result = result(safety, &answered, before.level);
    let level = result.entry.level;
    let number = before.number.as_deref();
    let say = || -> Result<(), Failure> {
        if args.json {
            return json(&CheckWire::answered(
                safety,
                &result.entry,
                before.due,
                number,
            ));
        }
        let mut paper = asking::paper(&result, safety, number);
        if level < Level::Urgent {
            paper.gap().paragraph(
                0,
                &format!("Next: {} plays a routine.", name("unhunch start")),
            );
        }
        paper.print()
    };
    let record = || -> Result<(), Failure> {
        match fault {
            Some(fault) => Err(fault),
            None => {
                let entry = Body::SafetyChecked(result.entry.clone());
                Ok(context.journal()?.record(None, entry)?)
            }
        }
    };
    if level == Level::Clear {
        // Nobody is told to go ahead on answers that were not kept.
        record()?;
        say()?;
        return Ok(Exit::Done);
    }
    say()?;
    asking::advice_first(level, record().err())?;
    Ok(if level >= Level::Urgent {
        Exit::Stopped
    } else {
        Exit::Done
    })
}

fn before(context: &Context, safety: &SafetyFile) -> Result<Before, Failure> {
    let Some(diary) = context.journal_if_any()? else {
        return Ok(Before {
            due: Some(FIRST),
            level: None,
            number: None,
        });
    };
    let today = context.now().date();
    let Standing { due, level, .. } = standing(&*diary.journal, diary.person, safety, today)?;
    let profile = diary.journal.profile(diary.person)?;
    Ok(Before {
        due,
        level,
        number: profile.and_then(|profile| profile.emergency_number),
    })
}

/// The answers; none when the person left.
fn answers(
    safety: &SafetyFile,
    args: &CheckArgs,
    before: &Before,
) -> Result<Option<Answered>, Failure> {
    let full_due = before.due.filter(|due| due.form == Form::Full);
    if let (true, Some(due)) = (args.short, full_due) {
        return Err(Failure::usage(format!(
            "the short form is not enough, because {}; leave --short out",
            due.reason.says()
        )));
    }
    if !args.report.is_empty() {
        let mut answers = Answers::none_of(safety);
        for word in &args.report {
            answers.answer(question(safety, word)?, true);
        }
        return Ok(Some(Answered::Full(answers)));
    }
    if args.none {
        return Ok(Some(if args.short {
            Answered::NothingNew
        } else {
            Answered::Full(Answers::none_of(safety))
        }));
    }
    let asked = Due {
        form: match (args.short, args.full, full_due) {
            (true, ..) => Form::Short,
            (_, false, None) => Form::Short,
            _ => Form::Full,
        },
        reason: before.due.unwrap_or(FIRST).reason,
    };
    if !asking::can_ask() {
        return Err(Failure::usage(format!(
            "there is no terminal to ask \"{}\" at; read `unhunch check --list`, then run `unhunch check \
             --none` when none of it is so, or `unhunch check --report ID` with what is",
            safety.title.value
        )));
    }
    match asking::ask(
        safety,
        asked,
        before.number.as_deref(),
        &mut Terminal::new()?,
    )? {
        Ok(answered) => Ok(Some(answered)),
        Err(Left::Quit) => Ok(None),
        Err(Left::Interrupted) => Err(asking::interrupted()),
    }
}

fn question<'s>(safety: &'s SafetyFile, word: &str) -> Result<&'s Id, Failure> {
    let found = safety
        .questions
        .iter()
        .find(|one| one.id.as_str() == word)
        .map(|one| &one.id.value);
    found.ok_or_else(|| {
        let ids = safety.questions.iter().map(|one| one.id.as_str());
        let help =
            suggest(word, ids).unwrap_or_else(|| "`unhunch check --list` names them".to_owned());
        Failure::usage(format!("unknown question `{word}`; {help}"))
    })
}

fn list(safety: &SafetyFile, due: Option<Due>, as_json: bool) -> Outcome {
    if as_json {
        json(&CheckWire::listed(safety, due))?;
        return Ok(Exit::Done);
    }
    let mut paper = Paper::new();
    paper.heading(&safety.title.value);
    paper.paragraph(0, &safety.intro.value);
    for level in [Level::Emergency, Level::Urgent, Level::SeeProfessional] {
        let Some(text) = unhunch_core::safety::level_text(safety, level) else {
            continue;
        };
        paper.heading(&text.title.value);
        for one in &safety.questions {
            if one.level.value == level {
                paper.item(2, &format!("{:<24}", one.id), &one.ask.value);
            }
        }
    }
    paper.print()?;
    Ok(Exit::Done)
}
