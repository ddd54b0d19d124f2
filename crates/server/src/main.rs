//! The binary `unhunch-server`: the server by itself.

use std::io::Write as _;
use std::process::ExitCode;
use std::sync::Arc;

use unhunch_server::{Failure, Listen, Setup, log, run};

const HELP: &str = "\
unhunch-server: loosen an upper back that desk work has tightened, in a browser

Usage: unhunch-server [--listen ADDRESS] [--data DIR] [--log LEVEL]

  --listen ADDRESS   listen on this address and port (127.0.0.1:7171)
  --data DIR         keep the journal in this folder
  --log LEVEL        log on standard error: error, warn, info, debug or off
  --version          say the version
  --help             say this

`unhunch serve` is the same.
";

fn main() -> ExitCode {
    let mut data = None;
    let mut listen = Listen::USUAL.to_owned();
    let mut level: Option<String> = None;
    let mut args = std::env::args_os().skip(1);
    while let Some(arg) = args.next() {
        match arg.to_str() {
            Some("--help" | "-h") => return say(HELP),
            Some("--version" | "-V") => {
                return say(concat!("unhunch-server ", env!("CARGO_PKG_VERSION"), "\n"));
            }
            Some("--data") => match args.next() {
                Some(dir) => data = Some(dir.into()),
                None => return fail("--data needs a folder", 2),
            },
            Some("--listen") => match args.next().map(|one| one.into_string()) {
                Some(Ok(address)) => listen = address,
                _ => return fail("--listen needs an address", 2),
            },
            Some("--log") => match args.next().map(|one| one.into_string()) {
                Some(Ok(word)) => level = Some(word),
                _ => return fail("--log needs a level", 2),
            },
            _ => {
                let says = format!("unknown argument {}; see --help", arg.display());
                return fail(&says, 2);
            }
        }
    }
    let folder = match unhunch_host::data_folder(data) {
        Ok(folder) => folder,
        Err(error) => return fail(&error.message, 1),
    };
    let listen =
        match Listen::parse(&listen).and_then(|listen| log(level.as_deref()).map(|()| listen)) {
            Ok(listen) => listen,
            Err(error) => return fail(&error.to_string(), 2),
        };
    let setup = Setup {
        library: Box::leak(Box::new(unhunch_bundle::library())),
        folder,
        wall: Arc::new(unhunch_host::now),
        port: listen.address.port(),
    };
    let ready = |address| {
        say(&format!(
            "unhunch is at http://{address} (Ctrl-C ends it)\n"
        ));
    };
    match run(setup, listen, ready) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Usage(says)) => fail(&says, 2),
        Err(Failure::Failed(says)) => fail(&says, 1),
    }
}

fn say(text: &str) -> ExitCode {
    match std::io::stdout().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn fail(says: &str, code: u8) -> ExitCode {
    // When even standard error is gone, the exit code still tells.
    let _ = writeln!(std::io::stderr(), "error: {says}");
    ExitCode::from(code)
}
