//! The terminal: taken over, and always given back, whatever happens.

use std::io::{self, Write as _};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableMouseCapture, EnableMouseCapture};
use crossterm::queue;
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;

use crate::app::App;

/// Whether the terminal is ours.
static OURS: AtomicBool = AtomicBool::new(false);

/// Gives the terminal back as it was; does nothing where that is so already.
fn restore() {
    if OURS.swap(false, Ordering::SeqCst) {
        // A terminal that is gone needs nothing back.
        let mut out = io::stdout();
        let _ = queue!(
            out,
            EndSynchronizedUpdate,
            DisableMouseCapture,
            Show,
            LeaveAlternateScreen
        );
        let _ = out.flush();
        let _ = disable_raw_mode();
    }
}

fn restore_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            restore();
            before(panic);
        }));
    });
}

/// The terminal as a picture, as long as this lives.
pub(crate) struct Terminal {
    inner: ratatui::Terminal<CrosstermBackend<io::Stdout>>,
    /// Whether what stands there is to be drawn over, all of it.
    stale: bool,
}

impl Terminal {
    /// Takes the terminal over.
    ///
    /// # Errors
    ///
    /// When it cannot be set so.
    pub(crate) fn new() -> io::Result<Self> {
        restore_on_panic();
        take()?;
        let inner = ratatui::Terminal::new(CrosstermBackend::new(io::stdout()));
        if inner.is_err() {
            restore();
        }
        Ok(Self {
            inner: inner?,
            stale: false,
        })
    }

    /// Columns and rows.
    pub(crate) fn size() -> (u16, u16) {
        // Terminals that do not tell get the usual size.
        match crossterm::terminal::size() {
            Ok((columns, rows)) if columns > 0 && rows > 0 => (columns, rows),
            _ => (80, 24),
        }
    }

    /// Draws what is shown now: only what changed is written, all in one go.
    ///
    /// # Errors
    ///
    /// When the terminal cannot be written.
    pub(crate) fn draw(&mut self, app: &mut App) -> io::Result<()> {
        if !OURS.load(Ordering::SeqCst) {
            // A thread has panicked, and what it said is there to be read.
            return Ok(());
        }
        let mut out = io::stdout();
        queue!(out, BeginSynchronizedUpdate)?;
        if std::mem::take(&mut self.stale) {
            // Not `clear`, which asks the terminal where its cursor is and takes the answer away from the keys.
            let (columns, rows) = Self::size();
            self.inner.resize(Rect::new(0, 0, columns, rows))?;
        }
        self.inner.draw(|frame| {
            let area = frame.area();
            app.draw(area, frame.buffer_mut());
        })?;
        queue!(out, EndSynchronizedUpdate)?;
        out.flush()
    }

    /// Draws everything anew next time.
    pub(crate) fn renew(&mut self) {
        self.stale = true;
    }

    /// Rings the bell.
    ///
    /// # Errors
    ///
    /// When the terminal cannot be written.
    pub(crate) fn ring(&mut self) -> io::Result<()> {
        let mut out = io::stdout();
        out.write_all(unhunch_host::Bell::RING.as_bytes())?;
        out.flush()
    }

    /// Hands the terminal back and stops the process, until it goes on.
    ///
    /// # Errors
    ///
    /// When the process cannot be stopped, or the terminal not taken over again.
    #[cfg(unix)]
    pub(crate) fn suspend(&mut self) -> io::Result<()> {
        restore();
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        take()?;
        self.renew();
        Ok(())
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        restore();
    }
}

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    OURS.store(true, Ordering::SeqCst);
    let mut out = io::stdout();
    queue!(out, EnterAlternateScreen, EnableMouseCapture, Hide)?;
    out.flush()
}
