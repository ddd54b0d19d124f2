//! Lists of content, page by page.

use serde::{Deserialize, Serialize};
use unhunch_core::wire::{GuideHead, Guides, RoutineEntry, Routines, TechniqueHead, Techniques};
use utoipa::{IntoParams, ToSchema};

use super::cursor;
use crate::problem::Outcome;

/// Which part of a list.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Pages {
    /// How many at most, 1 to 200; 50 without a word.
    #[param(minimum = 1, maximum = 200)]
    pub(super) limit: Option<usize>,
    /// Where to go on, as `next` says.
    pub(super) cursor: Option<String>,
}

/// `unhunch.techniques/1`: techniques in brief.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TechniqueList<'l> {
    /// `unhunch.techniques/1`.
    schema: &'static str,
    /// The techniques, in the order of their ids.
    techniques: Vec<TechniqueHead<'l>>,
    /// Where the next page begins: the query parameter `cursor`; null on the last page.
    next: Option<String>,
}

/// `unhunch.routines/1`: hand-written routines.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RoutineList<'l> {
    /// `unhunch.routines/1`.
    schema: &'static str,
    /// The routines, in the order of their ids.
    routines: Vec<RoutineEntry<'l>>,
    /// Where the next page begins: the query parameter `cursor`; null on the last page.
    next: Option<String>,
}

/// `unhunch.guides/1`: guides in brief.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GuideList<'l> {
    /// `unhunch.guides/1`.
    schema: &'static str,
    /// The guides, in reading order.
    guides: Vec<GuideHead<'l>>,
    /// Where the next page begins: the query parameter `cursor`; null on the last page.
    next: Option<String>,
}

impl<'l> TechniqueList<'l> {
    pub(super) fn new(Techniques { schema, techniques }: Techniques<'l>, next: Next) -> Self {
        Self {
            schema,
            techniques,
            next,
        }
    }
}

impl<'l> RoutineList<'l> {
    pub(super) fn new(Routines { schema, routines }: Routines<'l>, next: Next) -> Self {
        Self {
            schema,
            routines,
            next,
        }
    }
}

impl<'l> GuideList<'l> {
    pub(super) fn new(guides: Vec<GuideHead<'l>>, next: Next) -> Self {
        Self {
            schema: Guides::SCHEMA,
            guides,
            next,
        }
    }
}

/// Where the next page begins.
pub(super) type Next = Option<String>;

impl Pages {
    /// The part that is asked for of a list in the order of its ids, and where the next one begins.
    pub(super) fn sorted<'l, T>(
        &self,
        found: Vec<&'l T>,
        id: impl Fn(&T) -> &str,
    ) -> Outcome<(Vec<&'l T>, Next)> {
        let after = self.cursor.as_deref().map(cursor::read).transpose()?;
        let rest = found
            .into_iter()
            .filter(|one| after.as_deref().is_none_or(|after| id(one) > after));
        self.cut(rest.collect(), id)
    }

    /// The same of a list in an order of its own.
    pub(super) fn ordered<'l, T>(
        &self,
        all: &'l [T],
        id: impl Fn(&T) -> &str,
    ) -> Outcome<(Vec<&'l T>, Next)> {
        let after = self.cursor.as_deref().map(cursor::read).transpose()?;
        let from = match after {
            None => 0,
            Some(after) => {
                let last = all.iter().position(|one| id(one) == after);
                last.ok_or_else(cursor::bad)? + 1
            }
        };
        self.cut(all.iter().skip(from).collect(), id)
    }

    fn cut<'l, T>(
        &self,
        mut rest: Vec<&'l T>,
        id: impl Fn(&T) -> &str,
    ) -> Outcome<(Vec<&'l T>, Next)> {
        let limit = cursor::limit(self.limit)?;
        let more = rest.len() > limit;
        rest.truncate(limit);
        let last = rest.last().filter(|_| more);
        let next = last.map(|last| cursor::write(id(last)));
        Ok((rest, next))
    }
}
