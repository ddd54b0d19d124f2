//! What the planner shows.

use super::*;
use crate::screens::capital;

impl State {
    /// What it shows.
    pub(crate) fn view(&self, ctx: Ctx<'_>) -> PlanView {
        let usual = Self::usual(ctx);
        let wishes = Wish::all(ctx.library);
        let areas = &ctx.library.vocabulary().areas;
        let (title, title_role) = self.title(ctx);
        PlanView {
            pane: self.pane,
            wishes: wishes
                .iter()
                .map(|wish| wish.row(&self.wishes, &usual, ctx.library))
                .collect(),
            groups: Wish::groups(&wishes),
            wish: self.wish,
            areas: areas
                .iter()
                .map(|area| AreaView {
                    id: area.id.as_str().to_owned(),
                    name: area.name.to_string(),
                    chosen: self
                        .wishes
                        .areas
                        .iter()
                        .find(|one| one.area == area.id.value)
                        .map(|one| (one.side, one.pain)),
                })
                .collect(),
            area: self.area,
            side: self.side,
            faces: self
                .faces
                .clone()
                .unwrap_or_else(|| Faces::new(ctx.library)),
            portrait: self.portrait.clone(),
            title,
            title_role,
            planned: self.laid_out(ctx),
        }
    }

    fn title(&self, ctx: Ctx<'_>) -> (String, Role) {
        if let Some(named) = &self.wishes.routine {
            let name = called(named, ctx);
            return match self.proposal() {
                Some(one) => (
                    format!("{name}, {}", length(one.timeline.total_ms())),
                    Role::Strong,
                ),
                None => (name.to_owned(), Role::Warn),
            };
        }
        match &self.answer {
            None => ("Planning...".to_owned(), Role::Faint),
            Some(Err(_)) => ("No plan".to_owned(), Role::Warn),
            Some(Ok(proposal)) => {
                let full = proposal.plan.as_ref().is_none_or(|plan| plan.full);
                let note = if full { "" } else { ", the longest that fits" };
                let ms = proposal.timeline.total_ms();
                (format!("{}{note}", length(ms)), Role::Strong)
            }
        }
    }

    fn laid_out(&self, ctx: Ctx<'_>) -> Planned {
        let mut planned = Planned {
            item: self.item,
            ..Planned::default()
        };
        let proposal = match &self.answer {
            Some(Ok(proposal)) => proposal,
            Some(Err(no)) => {
                planned.notes.say(&no.says, Role::Warn);
                return planned;
            }
            None => return planned,
        };
        for item in proposal.timeline.items() {
            let pick = proposal.plan.as_ref().and_then(|plan| {
                plan.picks
                    .iter()
                    .find(|pick| pick.technique == item.technique)
            });
            let why: Vec<String> = pick
                .map(|pick| {
                    pick.reasons
                        .iter()
                        .map(|one| one.says(ctx.library))
                        .collect()
                })
                .unwrap_or_default();
            let pieces = vec![
                Piece::new(item.name.clone(), Role::Strong),
                Piece::new(format!(", {}", item.dose), Role::Text),
            ];
            planned.items.push((pieces, why.join("; ")));
        }
        let notes = &mut planned.notes;
        for one in &proposal.unheeded {
            notes.say(&one.says(), Role::Warn);
        }
        if let Some(plan) = &proposal.plan {
            let notable: Vec<_> = plan.omitted.iter().filter(|one| one.is_notable()).collect();
            if !notable.is_empty() {
                notes.heading("Left out");
            }
            for one in notable {
                notes.item("\u{2022} ", &capital(&one.says(ctx.library)));
            }
        }
        if !self.wishes.swapped.is_empty() {
            let names = names(ctx, &self.wishes.swapped);
            notes
                .gap()
                .field("Others take the place of", &names, Role::Text);
        }
        if !self.wishes.dropped.is_empty() {
            let names = names(ctx, &self.wishes.dropped);
            notes.gap().field("Left out by you", &names, Role::Text);
        }
        planned
    }
}

/// What a routine is called.
fn called<'c>(named: &Named, ctx: Ctx<'c>) -> &'c str {
    let name = match named {
        Named::Written(id) => ctx
            .library
            .routine(id.as_str())
            .map(|one| one.name.as_str()),
        Named::Own(id) => {
            let own = ctx.known.iter().flat_map(|known| &known.own);
            own.into_iter()
                .find(|one| one.id == *id)
                .map(|one| one.routine.name.as_str())
        }
    };
    name.unwrap_or("A routine that is gone")
}
