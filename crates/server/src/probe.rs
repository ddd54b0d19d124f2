//! Asks a server whether it is well, as one who keeps it running does: a container that has no shell and no
//! other program in it.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use crate::run::{Failure, Listen};

/// How long each step may take: less than those wait who ask for it.
const PATIENCE: Duration = Duration::from_secs(3);
/// More than the first line of an answer ever has.
const MOST: u64 = 1024;

/// Asks the server that listens on this address whether it answers, its journal included.
///
/// # Errors
///
/// [`Failure::Failed`] when nobody answers in time, or something else than a server that is well.
pub fn probe(listen: Listen) -> Result<(), Failure> {
    let address = listen.address;
    let asked = || -> std::io::Result<String> {
        let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let ask = format!("GET /readyz HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
        stream.write_all(ask.as_bytes())?;
        let mut answer = Vec::new();
        stream.take(MOST).read_to_end(&mut answer)?;
        let line = answer
            .split(|byte| *byte == b'\r')
            .next()
            .unwrap_or_default();
        Ok(String::from_utf8_lossy(line).into_owned())
    };
    let answer = asked()
        .map_err(|error| Failure::Failed(format!("no server answers on {address}: {error}")))?;
    match answer.strip_prefix("HTTP/1.1 ") {
        Some(status) if status.starts_with("200 ") => Ok(()),
        Some(status) => Err(Failure::Failed(format!(
            "the server on {address} is not well: {status}"
        ))),
        None => Err(Failure::Failed(format!(
            "what answers on {address} is no server of unhunch"
        ))),
    }
}
