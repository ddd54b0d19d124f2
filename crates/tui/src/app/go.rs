//! Going from screen to screen, and what the worker's answers lead to.

use super::*;

impl App {
    pub(super) fn go(&mut self, to: Go, out: &mut Out) {
        let ctx = ctx(
            self.library,
            self.known.as_deref(),
            self.body(),
            self.now,
            self.theme,
        );
        match to {
            Go::Tab(tab) => self.tab(tab, out),
            Go::Back => self.go_back(out),
            Go::Check => {
                self.check = Some(check::State::new(ctx));
                self.enter(At::Check);
            }
            Go::Ready(proposal) => {
                self.ready = Some(ready::State::new(proposal, ctx));
                self.enter(At::Ready);
            }
            Go::Play(begun) => {
                let play = playing::State::start(*begun, ctx, out);
                self.play = Some(play);
                self.at = At::Player;
                self.back.clear();
            }
            Go::Technique(id) => {
                let mut list = self.found.techniques();
                if !list.contains(&id) {
                    list = vec![id.clone()];
                }
                self.page = Some(technique::State::new(id.clone(), list, ctx));
                self.enter(At::Technique(id));
            }
            Go::Guide(id) => {
                self.guides.open(id.clone(), ctx);
                self.enter(At::Guide(id));
            }
            Go::Routine(named) => {
                self.plan.routine(named);
                self.tab(Tab::Plan, out);
            }
            Go::Says(says) => self.over = Some(Over::says(&says)),
            Go::Name(naming) => self.over = Some(Over::Name(naming)),
        }
    }

    pub(super) fn enter(&mut self, at: At) {
        let from = std::mem::replace(&mut self.at, at);
        if from != self.at {
            self.back.push(from);
        }
    }

    pub(super) fn tab(&mut self, tab: Tab, out: &mut Out) {
        self.back.clear();
        if tab != Tab::Today {
            self.back.push(At::Tab(Tab::Today));
        }
        self.at = At::Tab(tab);
        let ctx = ctx(
            self.library,
            self.known.as_deref(),
            self.body(),
            self.now,
            self.theme,
        );
        match tab {
            Tab::Library => self.found.enter(ctx),
            Tab::Guides => self.guides.close(),
            Tab::Plan => {
                self.plans += 1;
                plan::asked(self.plan.ask(self.plans, ctx), out);
            }
            Tab::Today | Tab::Progress | Tab::Profile => {}
        }
    }

    pub(super) fn go_back(&mut self, out: &mut Out) {
        let at = self.back.pop().unwrap_or(At::Tab(Tab::Today));
        let stack = std::mem::take(&mut self.back);
        match at {
            At::Tab(tab) => {
                self.tab(tab, out);
                return;
            }
            At::Technique(id) => self.go(Go::Technique(id), out),
            At::Guide(id) => self.go(Go::Guide(id), out),
            At::Check | At::Ready | At::Player | At::After => {
                self.at = At::Tab(Tab::Today);
            }
        }
        self.back = stack;
    }

    pub(super) fn message(&mut self, message: Message, out: &mut Out) {
        if let Message::Known(known) = message {
            self.known = Some(known);
            self.profile.told();
            self.plans += 1;
            let number = self.plans;
            let ctx = ctx(
                self.library,
                self.known.as_deref(),
                self.body(),
                self.now,
                self.theme,
            );
            plan::asked(self.today.ask(number, ctx), out);
            if self.at == At::Tab(Tab::Library) {
                self.found.enter(ctx);
            }
            if self.at == At::Tab(Tab::Plan) {
                plan::asked(self.plan.ask(number, ctx), out);
            }
            return;
        }
        let ctx = ctx(
            self.library,
            self.known.as_deref(),
            self.body(),
            self.now,
            self.theme,
        );
        match message {
            Message::Known(_) => {}
            Message::Planned {
                slot: Slot::Suggestion,
                number,
                answer,
            } => self.today.planned(number, answer, ctx),
            Message::Planned { number, answer, .. } => self.plan.planned(number, answer, ctx),
            Message::Checked(done) => {
                if let Some(check) = &mut self.check {
                    check.checked(done);
                }
            }
            Message::Begun(Ok(begun)) => self.go(Go::Play(begun), out),
            Message::Begun(Err(no)) => {
                if let Some(ready) = &mut self.ready {
                    ready.refused();
                }
                if no.check {
                    out.say(no.says);
                    if self.at == At::Ready {
                        self.at = At::Tab(Tab::Today);
                    }
                    // What is due is told with what is known, which comes next.
                    out.effect(Effect::Work(Job::Refresh));
                } else {
                    self.over = Some(Over::says(&no.says));
                }
            }
            Message::Logged(done) => {
                if let Some(play) = &mut self.play {
                    play.logged(done, ctx, out);
                } else if let Err(says) = done {
                    self.over = Some(Over::says(&says));
                }
            }
            Message::Summed { summary, .. } => {
                if let Some(after) = &mut self.after {
                    after.summed(summary);
                }
            }
            Message::Failed(says) => self.over = Some(Over::says(&says)),
        }
    }
}
