//! A plan on paper: one page with figures and doses, when to stop, and a way back to it.

use askama::Template;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use qrcode::QrCode;
use qrcode::render::svg;
use unhunch_core::content::{Level, Library, Technique};
use unhunch_core::safety::advice;
use unhunch_core::timeline::Item;

use super::aside::asked;
use super::form::{Faults, encoded};
use super::frame::{Frame, Here};
use super::on_to;
use super::parts::{Picture, length, uncapital};
use super::visit::Visit;
use super::wishes::Wishes;
use crate::acts::Proposal;
use crate::problem::{Outcome, Problem};

/// The longest address that is put into a picture; with more it could not be read from paper.
const MOST_LETTERS: usize = 600;

/// One technique on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sheet {
    name: String,
    dose: String,
    picture: Option<Picture>,
    /// How it is done, or the beginning of it; nothing where there is no room.
    how: String,
}

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Template)]
#[template(path = "print.html")]
pub(crate) struct PrintView {
    frame: Frame,
    name: String,
    length: String,
    sheets: Vec<Sheet>,
    signs: String,
    advice: Option<String>,
    /// The address of the plan.
    address: String,
    /// The same, for the picture of it; none where it is too long.
    code: Option<String>,
    query: String,
    /// How closely things stand, so that everything is on one page.
    density: &'static str,
}

impl PrintView {
    /// A plan on paper; `host` is the name and port that it was asked under.
    pub(crate) fn new(
        frame: Frame,
        library: &Library,
        wishes: &Wishes,
        proposal: &Proposal,
        number: Option<&str>,
        host: &str,
    ) -> Self {
        let items = proposal.timeline.items();
        let (density, letters) = match items.len() {
            0..=6 => ("roomy", 700),
            7..=12 => ("close", 330),
            13..=20 => ("tight", 110),
            _ => ("tight", 0),
        };
        let sheet = |item: &Item| {
            let technique = library.technique(item.technique.as_str());
            Sheet {
                name: item.name.clone(),
                dose: item.dose.clone(),
                picture: technique.and_then(|one| Picture::of(library, one)),
                how: technique.map_or_else(String::new, |one| how(one, letters)),
            }
        };
        let sheets: Vec<Sheet> = items.iter().map(sheet).collect();
        let safety = library.safety();
        let level = proposal.clearance.level();
        let signs: Vec<String> = safety
            .stop_signs
            .iter()
            .map(|one| uncapital(&one.says))
            .collect();
        let query = wishes.query();
        let address = format!("http://{host}/plan?{query}");
        Self {
            frame,
            name: proposal.timeline.name().to_owned(),
            length: length(proposal.timeline.total_ms()),
            density,
            sheets,
            signs: signs.join("; "),
            advice: (level != Level::Clear).then(|| advice(safety, level, number)),
            code: (address.len() <= MOST_LETTERS).then(|| encoded(&address)),
            address,
            query,
        }
    }
}

/// How a technique is done: as many of its steps, whole, as there are letters for.
fn how(technique: &Technique, letters: usize) -> String {
    let mut said = String::new();
    for step in &technique.steps {
        if said.len() + step.len() > letters {
            break;
        }
        said.push_str(step);
        said.push(' ');
    }
    said.trim_end().to_owned()
}

/// The picture of an address; none for what cannot be put into one.
pub(crate) fn code(address: &str) -> Option<String> {
    if address.len() > MOST_LETTERS {
        return None;
    }
    let code = QrCode::new(address.as_bytes()).ok()?;
    let svg = code
        .render::<svg::Color<'_>>()
        .quiet_zone(true)
        .min_dimensions(120, 120)
        .dark_color(svg::Color("#000"))
        .light_color(svg::Color("#fff"))
        .build();
    Some(svg)
}

/// A plan on paper; or on to where it can be mended, when there is none.
///
/// # Errors
///
/// When the journal cannot be read, or a routine is named that there is not.
pub(super) async fn page(visit: Visit) -> Outcome<Response> {
    let library = visit.app.library();
    let mut faults = Faults::default();
    let wishes = Wishes::read(library, &visit.query, &mut faults);
    let asked = asked(&visit.app, &wishes).await?;
    match &asked.proposed {
        Ok(proposal) if faults.is_empty() => {
            let frame = visit.frame(proposal.timeline.name(), Here::Plan);
            let number = asked.number();
            super::page(&PrintView::new(
                frame,
                library,
                &wishes,
                proposal,
                number,
                &visit.host,
            ))
        }
        Err(no) if no.check => Ok(on_to("/check")),
        _ => Ok(on_to(format!("/plan?{}", visit.query.query()))),
    }
}

/// The picture of an address of this server.
///
/// # Errors
///
/// When it is of something else, or too long.
pub(super) async fn picture(visit: Visit) -> Outcome<Response> {
    let of = visit.query.first("of").unwrap_or_default();
    let own = of
        .strip_prefix("http://")
        .and_then(|rest| rest.strip_prefix(visit.host.as_str()));
    let svg = own
        .filter(|path| path.starts_with('/'))
        .and_then(|_| code(of));
    let svg =
        svg.ok_or_else(|| Problem::invalid("of", "only addresses of this server get a picture"))?;
    let headers = [(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, "no-store")];
    Ok((headers, svg).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_becomes_a_picture() {
        let svg = code("http://127.0.0.1:7171/plan?minutes=5&goal=relief").unwrap();
        assert!(svg.contains("<svg") && svg.contains("path"), "{svg}");
        assert_eq!(code(&"x".repeat(601)), None);
    }
}
