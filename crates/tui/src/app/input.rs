//! What keys, clicks and typed signs come to.

use super::*;

impl App {
    pub(super) fn key(&mut self, stroke: Stroke, typed: Option<char>, out: &mut Out) {
        let place = self.place();
        match (place.action(stroke), typed) {
            (Some(action), _) => self.act(&action, out),
            (None, Some(sign)) if place.types() => self.insert(InputRequest::InsertChar(sign)),
            (None, _) if place.types() => {}
            (None, _) => {
                if !matches!(self.at, At::Check) {
                    out.say("That key does nothing here; ? shows the keys.");
                }
            }
        }
    }

    pub(super) fn edit(&mut self, code: KeyCode) {
        let request = match code {
            KeyCode::Backspace => InputRequest::DeletePrevChar,
            KeyCode::Delete => InputRequest::DeleteNextChar,
            KeyCode::Left => InputRequest::GoToPrevChar,
            KeyCode::Right => InputRequest::GoToNextChar,
            KeyCode::Home => InputRequest::GoToStart,
            KeyCode::End => InputRequest::GoToEnd,
            _ => return,
        };
        self.insert(request);
    }

    pub(super) fn insert(&mut self, request: InputRequest) {
        let ctx = ctx(
            self.library,
            self.known.as_deref(),
            self.body(),
            self.now,
            self.theme,
        );
        if let Some(over) = &mut self.over {
            return over.edit(request);
        }
        match self.at {
            At::Tab(Tab::Library) => self.found.edit(request, ctx),
            At::Tab(Tab::Profile) => self.profile.edit(request),
            _ => {}
        }
    }

    pub(super) fn click(&mut self, column: u16, row: u16, out: &mut Out) {
        let at = Position::new(column, row);
        let hit = self.hits.iter().rev().find(|(area, _)| area.contains(at));
        let action = match hit {
            Some((_, Hit::Do(action))) => action.clone(),
            Some((area, Hit::Map(face))) => Action::Point {
                face: *face,
                column: column - area.x,
                row: row - area.y,
                columns: area.width,
                rows: area.height,
            },
            None => return,
        };
        self.act(&action, out);
    }

    pub(super) fn act(&mut self, action: &Action, out: &mut Out) {
        let whole = self.size;
        if let Some(over) = &mut self.over {
            match action {
                Action::Quit | Action::Redraw | Action::Suspend => self.over = None,
                _ => {
                    match over.act(action, whole) {
                        Next::Stay => {}
                        Next::Close => self.over = None,
                        Next::Do(action) => {
                            self.over = None;
                            self.act(&action, out);
                        }
                    }
                    return;
                }
            }
        }
        // The player itself says why it refuses something.
        let played = self.at == At::Player && matches!(action, Action::Player(_));
        if !played && !self.offers(action) {
            return;
        }
        let busy = matches!(self.at, At::Player | At::Check | At::Ready | At::After);
        match action {
            Action::Quit => return self.quit(out),
            Action::Redraw => return out.effect(Effect::Redraw),
            Action::Suspend => {
                let ctx = ctx(
                    self.library,
                    self.known.as_deref(),
                    self.body(),
                    self.now,
                    self.theme,
                );
                if let Some(play) = &mut self.play {
                    play.hold(ctx, out);
                }
                return out.effect(Effect::Suspend);
            }
            Action::Help => {
                let ctx = ctx(
                    self.library,
                    self.known.as_deref(),
                    self.body(),
                    self.now,
                    self.theme,
                );
                let help = Over::help(self.place(), |action| self.offers(action));
                if let Some(play) = &mut self.play {
                    play.hold(ctx, out);
                }
                self.over = Some(help);
                return;
            }
            Action::Palette if !busy => {
                let palette = Over::palette(
                    self.place(),
                    ctx(
                        self.library,
                        self.known.as_deref(),
                        self.body(),
                        self.now,
                        self.theme,
                    ),
                    |one| self.offers(one),
                );
                self.over = Some(palette);
                return;
            }
            Action::Go(tab) if !busy => return self.tab(*tab, out),
            Action::Technique(id) if !busy => return self.go(Go::Technique(id.clone()), out),
            Action::Guide(id) if !busy => return self.go(Go::Guide(id.clone()), out),
            Action::Routine(named) if !busy => return self.go(Go::Routine(named.clone()), out),
            _ => {}
        }
        self.screen(action, out);
    }
}
