//! Today: the day's check, the suggestion and why, what was broken off, the streak, the pain of the weeks.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use jiff::civil::Date;
use unhunch_core::content::{Level, Library, Role};
use unhunch_core::person::{Standing, Unheeded};
use unhunch_core::plan::Plan;
use unhunch_core::progress::{Progress, SessionSummary, words};
use unhunch_core::safety::{Form, advice, level_text};
use unhunch_core::timeline::Timeline;
use uuid::Uuid;

use super::aside::asked;
use super::charts::{PainChart, Size};
use super::form::{Faults, Fields, encoded};
use super::frame::{Frame, Here};
use super::known::{Course, Unfinished};
use super::on_to;
use super::parts::{Picture, StepView, counted, day, length, minutes, sentence, steps};
use super::visit::Visit;
use super::wishes::Wishes;
use crate::problem::{Outcome, not_found};

/// Days of the pain chart.
const SPARK_DAYS: i64 = 28;
/// How large that is.
const SPARK_SIZE: Size = Size {
    width: 280,
    height: 100,
};
/// The lengths that are offered at once, in minutes.
const LENGTHS: [u32; 5] = [3, 5, 10, 15, 20];

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Template)]
#[template(path = "today.html")]
pub(crate) struct TodayView {
    frame: Frame,
    date: String,
    headline: String,
    lead: String,
    check: Option<CheckDue>,
    advice: Option<String>,
    elsewhere: Option<String>,
    broken_off: Option<BrokenOff>,
    suggestion: Option<Suggestion>,
    /// A figure, where there is nothing of one's own to show yet.
    greeting: Option<Picture>,
    /// Why nothing is suggested.
    nothing: Option<String>,
    lengths: Vec<(u32, bool)>,
    streak: String,
    streak_note: String,
    this_week: String,
    pain: Option<PainChart>,
    trend: String,
}

/// The check that comes first.
#[derive(Debug, Clone, PartialEq)]
struct CheckDue {
    title: String,
    why: String,
    short: bool,
    /// What the last one said, where it stopped the person.
    stopped: Option<String>,
}

/// A session that can be gone on with.
#[derive(Debug, Clone, PartialEq)]
struct BrokenOff {
    session: String,
    name: String,
    says: String,
}

/// What is suggested.
#[derive(Debug, Clone, PartialEq)]
struct Suggestion {
    minutes: u64,
    picture: Option<Picture>,
    steps: Vec<StepView>,
    notes: Vec<String>,
    /// The wishes, for the links that go on from here.
    query: String,
}

/// A plan that is suggested, with the query that asks for it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Suggested<'a> {
    /// What is played.
    pub(crate) timeline: &'a Timeline,
    /// Why.
    pub(crate) plan: Option<&'a Plan>,
    /// What of the profile could not be heeded, in sentences.
    pub(crate) unheeded: &'a [String],
    /// The wishes as a query.
    pub(crate) query: &'a str,
}

/// What the page is made of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Day<'a> {
    /// The person's own day.
    pub(crate) today: Date,
    /// Where they stand with the check.
    pub(crate) standing: &'a Standing,
    /// How it goes.
    pub(crate) progress: &'a Progress,
    /// The emergency number, if one is set.
    pub(crate) emergency_number: Option<&'a str>,
    /// The session that was broken off.
    pub(crate) broken_off: Option<&'a SessionSummary>,
    /// What is being played elsewhere.
    pub(crate) elsewhere: Option<&'a str>,
    /// The minutes that were asked for.
    pub(crate) minutes: u32,
    /// The suggestion, or why there is none; neither before the check.
    pub(crate) suggested: Option<Result<Suggested<'a>, &'a str>>,
}

impl TodayView {
    /// What the page of a day shows.
    pub(crate) fn new(frame: Frame, library: &Library, of: Day<'_>) -> Self {
        let safety = library.safety();
        let level = of.standing.level.unwrap_or(Level::Clear);
        let check = of.standing.due.map(|due| {
            let last = of.standing.past.full.as_ref().map(|full| full.level);
            let stopped = last.filter(|level| *level >= Level::Urgent).map(|level| {
                let title = level_text(safety, level).map_or("", |text| text.title.as_str());
                format!("{title}. {}", advice(safety, level, of.emergency_number))
            });
            CheckDue {
                title: safety.title.to_string(),
                why: sentence(due.reason.says()),
                short: due.form == Form::Short,
                stopped,
            }
        });
        let done = of.progress.streak.today;
        let suggestion = of
            .suggested
            .and_then(Result::ok)
            .map(|one| suggestion(library, one));
        let (headline, lead) = match (&check, &suggestion) {
            (Some(check), _) if check.short => (
                "One question first".to_owned(),
                "Then your routine for today is ready.".to_owned(),
            ),
            (Some(check), _) => (check.title.clone(), safety.intro.to_string()),
            (None, Some(_)) if done => (
                "You have moved today".to_owned(),
                "Another round does no harm; nor does leaving it at that.".to_owned(),
            ),
            (None, Some(suggestion)) => (
                format!("{} for your upper back", spelled(suggestion.minutes)),
                planned_from(of.progress.sessions > 0).to_owned(),
            ),
            (None, None) => ("Nothing fits today".to_owned(), String::new()),
        };
        let streak = of.progress.streak;
        Self {
            frame,
            date: of.today.strftime("%A, %B %-d").to_string(),
            headline,
            lead,
            advice: (check.is_none() && level == Level::SeeProfessional)
                .then(|| advice(safety, level, of.emergency_number)),
            greeting: check
                .as_ref()
                .filter(|check| check.stopped.is_none())
                .and_then(|_| greeting(library)),
            check,
            elsewhere: of.elsewhere.map(str::to_owned),
            broken_off: of.broken_off.map(broken_off),
            suggestion,
            nothing: of.suggested.and_then(Result::err).map(sentence),
            lengths: LENGTHS
                .iter()
                .map(|one| (*one, *one == of.minutes))
                .collect(),
            streak: counted(streak.current.into(), "day"),
            streak_note: match (streak.current, streak.today) {
                (0, _) => "in a row; today can be the first".to_owned(),
                (_, true) => "in a row, today among them".to_owned(),
                (_, false) => "in a row, up to yesterday".to_owned(),
            },
            this_week: words::this_week(&of.progress.adherence),
            pain: PainChart::new(&of.progress.daily, of.today, SPARK_DAYS, SPARK_SIZE),
            trend: sentence(&words::short(&of.progress.trend)),
        }
    }
}

/// What a plan rests on.
fn planned_from(played: bool) -> &'static str {
    if played {
        "Planned for today from what you told us, and what helped before."
    } else {
        "Planned for today from what you told us."
    }
}

/// Something light that shows what this is about.
fn greeting(library: &Library) -> Option<Picture> {
    let light = library.techniques().iter();
    let mut light = light.filter(|one| one.has_role(Role::WarmUp) && one.equipment.is_empty());
    light.find_map(|one| Picture::of(library, one))
}

fn suggestion(library: &Library, one: Suggested<'_>) -> Suggestion {
    let items = one.timeline.items();
    let mut techniques = items
        .iter()
        .filter_map(|item| library.technique(item.technique.as_str()));
    Suggestion {
        minutes: minutes(one.timeline.total_ms()).max(1),
        picture: techniques.find_map(|technique| Picture::of(library, technique)),
        steps: steps(library, one.timeline, one.plan),
        notes: one.unheeded.to_vec(),
        query: one.query.to_owned(),
    }
}

fn broken_off(summary: &SessionSummary) -> BrokenOff {
    let local = summary.local();
    BrokenOff {
        session: summary.session.to_string(),
        name: summary.name.clone(),
        says: format!(
            "Broken off on {} at {}, after {}.",
            day(local.date()),
            local.strftime("%H:%M"),
            length(summary.played_ms)
        ),
    }
}

/// "Five minutes".
fn spelled(minutes: u64) -> String {
    const WORDS: [&str; 13] = [
        "No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten",
        "Eleven", "Twelve",
    ];
    let word = usize::try_from(minutes).ok().and_then(|at| WORDS.get(at));
    match (word, minutes) {
        (Some(word), 1) => format!("{word} minute"),
        (Some(word), _) => format!("{word} minutes"),
        (None, _) => format!("{minutes} minutes"),
    }
}

/// The page of the day.
///
/// # Errors
///
/// When the journal cannot be read.
pub(super) async fn page(visit: Visit) -> Outcome<Response> {
    let mut wishes = Wishes::default();
    let mut faults = Faults::default();
    // Of a query only the minutes count here, and what they cannot be they are not.
    let minutes = visit
        .query
        .first("minutes")
        .map(|text| Fields::read(&format!("minutes={}", encoded(text))));
    if let Some(minutes) = minutes {
        wishes = Wishes::read(visit.app.library(), &minutes, &mut faults);
    }
    let asked = asked(&visit.app, &wishes).await?;
    let (course, unfinished) = visit
        .app
        .keeper()
        .read(|desk| Ok((Course::read(desk)?, Unfinished::read(&desk.diary)?)))
        .await?;
    let query = wishes.query();
    let unheeded: Vec<String> = match &asked.proposed {
        Ok(one) => one.unheeded.iter().map(Unheeded::says).collect(),
        Err(_) => Vec::new(),
    };
    let suggested = match &asked.proposed {
        Ok(one) => Some(Ok(Suggested {
            timeline: &one.timeline,
            plan: one.plan.as_ref(),
            unheeded: &unheeded,
            query: &query,
        })),
        Err(no) if no.check => None,
        Err(no) => Some(Err(no.says.as_str())),
    };
    let day = Day {
        today: asked.ground.today,
        standing: &asked.ground.standing,
        progress: &course.progress,
        emergency_number: asked.number(),
        broken_off: unfinished.broken_off.as_ref(),
        elsewhere: unfinished.played.as_ref().map(|one| one.name.as_str()),
        minutes: wishes.minutes,
        suggested,
    };
    super::page(&TodayView::new(
        visit.frame("Today", Here::Today),
        visit.app.library(),
        day,
    ))
}

/// Lets go of a session that was broken off. It stays in the diary as it is.
///
/// # Errors
///
/// When the journal cannot be written.
pub(super) async fn discard(visit: Visit, Path(session): Path<String>) -> Outcome<Response> {
    let session = session
        .parse::<Uuid>()
        .map_err(|_| not_found("there is no such session"))?;
    visit.app.discard(session).await?;
    Ok(on_to("/"))
}
