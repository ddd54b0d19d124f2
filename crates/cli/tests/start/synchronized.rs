//! Pictures that are to be shown at once: where each begins and ends in what a program prints.

/// Whether what was printed so far ends within a picture that is to be shown at once.
#[derive(Default)]
pub(crate) struct Synchronized {
    tail: Vec<u8>,
    drawing: bool,
}

impl Synchronized {
    /// Takes what was printed next.
    pub(crate) fn draws(&mut self, bytes: &[u8]) -> bool {
        self.tail.extend_from_slice(bytes);
        let last = |mark: &[u8]| self.tail.windows(mark.len()).rposition(|one| one == mark);
        match (last(b"\x1b[?2026h"), last(b"\x1b[?2026l")) {
            (None, None) => {}
            (begin, end) => self.drawing = begin > end,
        }
        // A mark may be in two parts.
        self.tail.drain(..self.tail.len().saturating_sub(7));
        self.drawing
    }
}
