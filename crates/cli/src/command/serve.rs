//! `unhunch serve`: web pages and the API.

use std::io::Write as _;
use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::sync::Arc;

use unhunch_server::{Failure as Stopped, Listen, Setup, log, run as serve};

use crate::args::ServeArgs;
use crate::context::Context;
use crate::error::{Exit, Failure, Outcome};

/// What opens an address, where there is a desktop.
const OPENERS: &[&str] = if cfg!(target_os = "macos") {
    &["open"]
} else {
    &["xdg-open", "gio", "wslview"]
};

/// Serves until it is told to end.
pub(crate) fn run(context: &Context, args: &ServeArgs) -> Outcome {
    let listen = Listen::parse(&args.listen)?;
    log(args.log.as_deref())?;
    let setup = Setup {
        library: context.library()?,
        folder: context.data_dir()?,
        wall: Arc::new(unhunch_host::now),
        port: listen.address.port(),
    };
    serve(setup, listen, |address| announced(address, args.open))?;
    Ok(Exit::Done)
}

/// Says where it is, and opens a browser there if that is asked for.
pub(crate) fn announced(address: SocketAddr, asked: bool) {
    let opened = asked && open(address);
    let mut out = anstream::stdout();
    // Whoever started it may have closed its output; it serves all the same.
    let _ = writeln!(out, "unhunch is at http://{address} (Ctrl-C ends it)");
    if asked && !opened {
        let _ = writeln!(out, "No browser could be opened; open that address in one.");
    }
}

/// Asks the desktop to open the first page; whether something took it.
fn open(address: SocketAddr) -> bool {
    OPENERS.iter().any(|opener| {
        let mut command = Command::new(opener);
        if *opener == "gio" {
            command.arg("open");
        }
        command.arg(format!("http://{address}/"));
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command.spawn().is_ok()
    })
}

impl From<Stopped> for Failure {
    fn from(stopped: Stopped) -> Self {
        match stopped {
            Stopped::Usage(says) => Self::usage(says),
            Stopped::Failed(says) => Self::failed(says),
        }
    }
}
