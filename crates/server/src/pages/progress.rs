//! Progress: pain over the weeks and how sure that is, minutes by week, a calendar, what helped.

use askama::Template;
use axum::response::Response;
use unhunch_core::content::Library;
use unhunch_core::progress::{Certainty, Effect, Facts, Progress, words};

use super::charts::{Heat, PainChart, Size, WeekBar, week_bars};
use super::frame::{Frame, Here};
use super::known::Course;
use super::parts::{capital, counted, length, sentence};
use super::visit::Visit;
use crate::problem::Outcome;

/// Days of the chart of pain at most.
const PAIN_DAYS: i64 = 84;
/// How large that is.
const PAIN_SIZE: Size = Size {
    width: 672,
    height: 240,
};
/// Weeks of the bars.
const WEEKS: usize = 12;
/// Weeks of the calendar.
const HEAT_WEEKS: i64 = 26;

/// What one technique did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EffectView {
    id: String,
    name: String,
    certainty: &'static str,
    says: String,
    /// Whether there is a page of it.
    known: bool,
}

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Template)]
#[template(path = "progress.html")]
pub(crate) struct ProgressView {
    frame: Frame,
    empty: bool,
    total: String,
    sessions: String,
    streak: String,
    longest: String,
    this_week: String,
    kept: String,
    kept_note: String,
    pain: Option<PainChart>,
    trend: Vec<String>,
    areas: Vec<(String, String)>,
    recent: Vec<(String, String)>,
    weeks: Vec<WeekBar>,
    weeks_width: i64,
    heat: Heat,
    helped: Vec<EffectView>,
}

impl ProgressView {
    /// What the page shows.
    pub(crate) fn new(frame: Frame, library: &Library, facts: &Facts, progress: &Progress) -> Self {
        let streak = progress.streak;
        let adherence = words::adherence(&progress.adherence);
        // "95% of the days meant": the figure is what is seen first.
        let (kept, kept_note) = match adherence.split_once("% ") {
            Some((percent, rest)) => (format!("{percent}%"), rest.to_owned()),
            None => (capital(&adherence), String::new()),
        };
        let shown = progress.weeks.len().saturating_sub(WEEKS);
        let weeks = week_bars(progress.weeks.get(shown..).unwrap_or_default());
        Self {
            frame,
            empty: progress.sessions == 0 && progress.daily.is_empty(),
            total: length(progress.played_ms),
            sessions: counted(progress.sessions, "session"),
            streak: counted(streak.current.into(), "day"),
            longest: counted(streak.longest.into(), "day"),
            this_week: words::this_week(&progress.adherence),
            kept,
            kept_note,
            pain: PainChart::new(&progress.daily, progress.today, PAIN_DAYS, PAIN_SIZE),
            trend: words::trend(&progress.trend, &progress.daily),
            areas: progress
                .areas
                .iter()
                .map(|(id, trend)| {
                    let known = library.vocabulary().area(id.as_str());
                    let name = known.map_or_else(|| id.to_string(), |one| one.name.to_string());
                    (name, sentence(&words::short(trend)))
                })
                .collect(),
            recent: progress
                .recent
                .iter()
                .take(8)
                .map(|one| {
                    let day = one.started.strftime("%B %-d, %H:%M").to_string();
                    (day, capital(&words::session(one)))
                })
                .collect(),
            weeks_width: weeks.len() as i64 * super::charts::WEEK_STEP,
            weeks,
            heat: Heat::new(facts, progress.today, HEAT_WEEKS),
            helped: helped(library, progress),
        }
    }
}

fn helped(library: &Library, progress: &Progress) -> Vec<EffectView> {
    let order = |effect: &Effect| match effect.certainty {
        Certainty::Helps => 0,
        Certainty::Hurts => 1,
        Certainty::Unclear => 2,
        Certainty::TooEarly => 3,
    };
    let mut effects: Vec<_> = progress.effects.iter().collect();
    effects.sort_by_key(|(_, effect)| {
        (
            order(effect),
            -effect.points,
            std::cmp::Reverse(effect.times),
        )
    });
    let view = |(id, effect): (&unhunch_core::content::Id, &Effect)| {
        let known = library.technique(id.as_str());
        EffectView {
            id: id.to_string(),
            name: known.map_or_else(|| id.to_string(), |one| one.name.to_string()),
            certainty: match effect.certainty {
                Certainty::Helps => "Helps",
                Certainty::Hurts => "Hurts",
                Certainty::Unclear => "Unclear",
                Certainty::TooEarly => "Too early",
            },
            says: sentence(&words::effect(effect)),
            known: known.is_some(),
        }
    };
    effects.into_iter().map(view).collect()
}

/// How it goes.
///
/// # Errors
///
/// When the journal cannot be read.
pub(super) async fn page(visit: Visit) -> Outcome<Response> {
    let course = visit.app.keeper().read(|desk| Course::read(desk)).await?;
    let frame = visit.frame("Progress", Here::Progress);
    super::page(&ProgressView::new(
        frame,
        visit.app.library(),
        &course.facts,
        &course.progress,
    ))
}
