//! `unhunch plan`: the plan for the minutes at hand, with its reasons. Nothing is played.

use unhunch_core::content::{Level, Library};
use unhunch_core::journal::SavedRoutine;
use unhunch_core::person::{Standing, Usual};
use unhunch_core::plan::{Plan, Request, Why, model_lp, plan};
use unhunch_core::safety::{Clearance, advice, level_text};
use unhunch_core::timeline::compile;
use unhunch_core::wire;

use crate::args::PlanArgs;
use crate::context::Context;
use crate::error::{Exit, Failure, Outcome};
use crate::output::{Paper, alarm, dim, json, name, text};
use crate::phrases::{counted, minutes_seconds};
use crate::planning;

/// Plans and shows the plan; without a clearance that holds, says how to get one.
pub(crate) fn run(context: &Context, args: &PlanArgs) -> Outcome {
    let library = context.library()?;
    let Asked {
        usual,
        clearance,
        number,
    } = asked(context, library, args)?;
    let request = &usual.request;
    let plan = plan(library, clearance, request)?;
    if let Some(word) = &args.save {
        save(context, word, &plan)?;
    }
    let level = clearance.level();
    let advice =
        (level != Level::Clear).then(|| advice(library.safety(), level, number.as_deref()));
    if args.json {
        let timeline = compile(&plan.routine, library)
            .map_err(|error| Failure::failed(format!("the plan cannot be laid out: {error}")))?;
        let clearance = wire::Clearance {
            level: level.word(),
            assumed: args.assume_clear,
            advice,
        };
        json(&wire::PlanAnswer::new(
            library, &usual, clearance, &plan, &timeline,
        ))?;
    } else {
        let mut paper = Paper::new();
        if let Some(advice) = advice {
            paper.paragraph(0, &advice).gap();
        }
        page(&mut paper, library, request, &plan, args);
        paper.print()?;
    }
    Ok(Exit::Done)
}

/// Keeps a plan as a routine of the person's own.
fn save(context: &Context, word: &str, plan: &Plan) -> Result<(), Failure> {
    let mut diary = context.journal()?;
    let own = super::routine::own(Some(&diary))?;
    let name = super::routine::named(word, &own, None)?;
    Ok(diary.record(None, SavedRoutine::saving(name, &plan.routine))?)
}

/// Writes the problem that [`run`] solves with the same flags, in CPLEX LP format.
pub(crate) fn model(context: &Context, args: &PlanArgs) -> Outcome {
    let library = context.library()?;
    let asked = asked(context, library, args)?;
    text(&model_lp(library, asked.clearance, &asked.usual.request)?)?;
    Ok(Exit::Done)
}

/// What the planner is asked for, and on which clearance.
struct Asked {
    usual: Usual,
    clearance: Clearance,
    /// The person's emergency number.
    number: Option<String>,
}

fn asked(context: &Context, library: &Library, args: &PlanArgs) -> Result<Asked, Failure> {
    let diary = context.journal_if_any()?;
    let today = context.now().date();
    // What cannot be asked is said first: it has nothing to do with the check.
    let usual = planning::request(library, diary.as_ref(), today, &args.request)?;
    planning::tell(&usual.unheeded);
    let number = unhunch_host::planning::profile(diary.as_ref())?.emergency_number;
    let clearance = if args.assume_clear {
        Clearance::recorded(Level::Clear)
    } else {
        let standing = planning::standing(library, diary.as_ref(), today)?;
        match standing.clearance() {
            Some(clearance) => clearance,
            None => return refuse(library, &standing, number.as_deref()),
        }
    };
    Ok(Asked {
        usual,
        clearance,
        number,
    })
}

/// No plan without a check that holds. One that stopped the person says again what to do.
fn refuse<T>(library: &Library, standing: &Standing, number: Option<&str>) -> Result<T, Failure> {
    let safety = library.safety();
    let last = standing.past.full.as_ref().map(|full| full.level);
    if let Some(level) = last.filter(|level| *level >= Level::Urgent) {
        let title = level_text(safety, level).map_or("", |text| text.title.as_str());
        Paper::new()
            .paragraph(0, &alarm(title))
            .paragraph(0, &advice(safety, level, number))
            .print()?;
    }
    let why = standing.due.map_or("", |due| due.reason.says());
    Err(Failure {
        message: format!(
            "the safety check comes first ({why}): run `unhunch check`, \
             or `unhunch check --none` if you notice none of its signs"
        ),
        exit: Exit::Stopped,
    })
}

fn page(paper: &mut Paper, library: &Library, request: &Request, plan: &Plan, args: &PlanArgs) {
    let words = library.vocabulary();
    paper.heading(&plan.routine.name);
    let longest = if plan.full {
        ""
    } else {
        ", the longest that fits"
    };
    let length = format!(
        "{} of {}{longest}",
        minutes_seconds(plan.seconds),
        counted(request.minutes as usize, "minute"),
    );
    paper.paragraph(0, &length);
    if args.assume_clear {
        paper.paragraph(0, &dim("A preview: the safety check was not asked."));
    }
    for (at, (pick, item)) in plan.picks.iter().zip(&plan.routine.items).enumerate() {
        let Some(technique) = library.technique(pick.technique.as_str()) else {
            continue;
        };
        let position = words.position(item.position.as_str());
        let position = position.map_or(item.position.as_str(), |one| one.name.as_str());
        paper.gap();
        let time = minutes_seconds(pick.seconds);
        let title = format!("{} {}", technique.name, dim(&format!("({time})")));
        paper.item(0, &format!("{:>2}. ", at + 1), &title);
        let dose = unhunch_core::timeline::dose_text(technique, &item.dose);
        let mut how = format!("{dose}, {}", position.to_lowercase());
        let things: Vec<String> = item
            .equipment
            .iter()
            .filter_map(|id| words.equipment(id.as_str()))
            .map(|thing| thing.name.to_lowercase())
            .collect();
        if !things.is_empty() {
            how.push_str(&format!("; with: {}", things.join(", ")));
        }
        paper.paragraph(4, &how);
        let reasons: Vec<String> = pick.reasons.iter().map(|one| one.says(library)).collect();
        paper.paragraph(4, &dim(&format!("Why: {}.", reasons.join("; "))));
    }
    omissions(paper, library, plan, args.all);
    paper.gap();
    if let Some(kept) = &args.save {
        let start = name(&format!("unhunch start \"{}\"", kept.trim()));
        paper.paragraph(
            0,
            &format!("It is kept as a routine of yours: {start} plays it."),
        );
    } else {
        let start = name("unhunch start");
        paper.paragraph(0, &format!("{start} with the same flags plays it."));
    }
}

fn omissions(paper: &mut Paper, library: &Library, plan: &Plan, all: bool) {
    let told = plan.omitted.iter().filter(|one| all || one.is_notable());
    let mut count = 0;
    for omission in told {
        if count == 0 {
            paper.gap();
        }
        count += 1;
        let hint = match &omission.why {
            Why::Ask { .. } => format!(" (--agree {})", omission.technique),
            _ => String::new(),
        };
        let says = omission.says(library);
        let says = says.strip_prefix("left out: ").unwrap_or(&says);
        paper.item(0, "Left out: ", &format!("{says}{hint}"));
    }
    let rest = plan.omitted.len() - count;
    if rest > 0 {
        paper.gap();
        let more = counted(rest, "technique");
        paper.paragraph(
            0,
            &dim(&format!(
                "{more} more would need another position, stronger work or something that is not at hand; --all names them."
            )),
        );
    }
}
