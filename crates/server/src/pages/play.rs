//! The player's page, and today's routine to be begun without a network.

use askama::Template;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;
use unhunch_core::content::Library;
use unhunch_core::phrase::uncapital;
use uuid::Uuid;

use super::ahead::{AheadView, CheckSheet, plays};
use super::frame::{Frame, Here};
use super::sheet::{Of, Sheet};
use super::visit::Visit;
use crate::acts::Wishes;
use crate::problem::{Kind, Outcome, Problem, not_found};
use crate::state::App;
use crate::wire::Asked;

/// What the page shows before its script runs.
#[derive(Debug, Clone, PartialEq, Template)]
#[template(path = "player.html")]
struct PlayView {
    frame: Frame,
    name: String,
    length: String,
    stop_signs: String,
    after: String,
    /// `null` for the player without a session.
    sheet: String,
}

impl PlayView {
    fn new(frame: Frame, library: &Library, total_ms: u64) -> Self {
        let signs = library.safety().stop_signs.iter();
        let signs: Vec<String> = signs.map(|sign| uncapital(&sign.says.value)).collect();
        Self {
            name: frame.title.clone(),
            frame,
            length: format!("{}:{:02}", total_ms / 60_000, total_ms / 1000 % 60),
            stop_signs: signs.join(", "),
            after: "/".to_owned(),
            sheet: "null".to_owned(),
        }
    }
}

/// A session as it stands, ready to be played.
///
/// # Errors
///
/// When the journal does not have it, or not what it plays.
pub(super) async fn page(visit: Visit, Path(session): Path<Uuid>) -> Outcome<Response> {
    let app = &visit.app;
    let found = app.session(session).await?;
    let timeline = found.timeline.as_ref();
    let timeline = timeline.ok_or_else(|| not_found("what this session plays cannot be read"))?;
    let ground = app.ground().await?;
    let library = app.library();
    let id = session.to_string();
    let sheet = Sheet::new(Of {
        library,
        session: Some(&id),
        timeline,
        entries: &found.entries,
        emergency_number: ground.profile.emergency_number.as_deref(),
        voice: ground.profile.voice.unwrap_or(false),
        ahead: AheadView::new(library, &ground, app.now().timestamp()),
        plays: plays(library, &ground, timeline),
    });
    let frame = visit.frame(timeline.name(), Here::Elsewhere);
    super::page(&PlayView {
        after: format!("/after/{session}"),
        sheet: sheet.to_json().map_err(internal)?,
        ..PlayView::new(frame, library, timeline.total_ms())
    })
}

/// The player without a session: it finds one in the browser. The same for everybody, so it may be kept.
///
/// # Errors
///
/// When the page cannot be made, which is a fault of ours.
pub(super) async fn kept(visit: Visit) -> Outcome<Response> {
    let frame = visit.frame("A routine", Here::Elsewhere);
    super::page(&PlayView::new(frame, visit.app.library(), 0))
}

/// What the browser keeps: when a check will be due and how it is asked, and a routine that can be begun without a
/// network.
#[derive(Serialize)]
struct Kept<'a> {
    schema: &'static str,
    ahead: AheadView,
    check: CheckSheet<'a>,
    next: Option<Next<'a>>,
}

/// A routine that can be begun without a network.
#[derive(Serialize)]
struct Next<'a> {
    sheet: Sheet<'a>,
    proposal: Sealed<'a>,
}

/// What of a proposal is handed back beside its timeline.
#[derive(Serialize)]
struct Sealed<'a> {
    day: jiff::civil::Date,
    asked: &'a Asked,
    seal: &'a str,
}

/// Today's routine, where there is one, and what has to be asked before it.
///
/// # Errors
///
/// When the journal cannot be read.
pub(super) async fn next(State(app): State<App>) -> Outcome<Response> {
    let ground = app.ground().await?;
    let proposal = match app.propose_ahead(&Wishes::default()).await {
        Ok(proposal) => Some(proposal),
        Err(problem) if problem.kind == Kind::Internal => return Err(problem),
        // Nothing is played now, without a network neither.
        Err(_) => None,
    };
    let library = app.library();
    let number = ground.profile.emergency_number.as_deref();
    let ahead = AheadView::new(library, &ground, app.now().timestamp());
    let next = proposal.as_ref().map(|proposal| Next {
        sheet: Sheet::new(Of {
            library,
            session: None,
            timeline: &proposal.timeline,
            entries: &[],
            emergency_number: number,
            voice: ground.profile.voice.unwrap_or(false),
            ahead: ahead.clone(),
            plays: plays(library, &ground, &proposal.timeline),
        }),
        proposal: Sealed {
            day: proposal.day,
            asked: &proposal.asked,
            seal: &proposal.seal,
        },
    });
    let kept = Kept {
        schema: "unhunch.kept/1",
        ahead,
        check: CheckSheet::new(library.safety(), number),
        next,
    };
    Ok(([(CACHE_CONTROL, "no-store")], Json(kept)).into_response())
}

fn internal(error: serde_json::Error) -> Problem {
    Problem::new(Kind::Internal, error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::frame::Theme;

    #[test]
    fn the_page_says_when_to_stop_and_how_long_it_takes() {
        let library = unhunch_bundle::library();
        let frame = Frame::new("A <b>", Here::Elsewhere, Theme::Auto);
        let view = PlayView::new(frame, &library, 305_999);
        let html = view.render().unwrap();
        assert!(html.contains("A &#60;b&#62;") && html.contains("5:05"));
        assert!(html.contains("Stop at once for pinching, sharp or shooting pain, a stretch"));
        assert!(html.contains("id=\"sheet\">null</script>"));
    }
}
