//! The least that asks a server: one connection, one request after the other.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};

use serde_json::Value;

use crate::workspace::Failure;

/// A connection to a server.
pub(super) struct Client {
    stream: BufReader<TcpStream>,
    address: SocketAddr,
}

impl Client {
    /// Connects.
    pub(super) fn new(address: SocketAddr) -> Result<Self, Failure> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream: BufReader::new(stream),
            address,
        })
    }

    /// Asks, and reads the answer: its status and its body.
    pub(super) fn raw(
        &mut self,
        method: &str,
        path: &str,
        body: &str,
    ) -> Result<(u16, Vec<u8>), Failure> {
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\n\
             content-length: {}\r\n\r\n{body}",
            self.address,
            body.len()
        );
        self.stream.get_mut().write_all(request.as_bytes())?;
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        let status = line
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok());
        let status = status.ok_or("this is no answer of HTTP")?;
        let mut length = None;
        loop {
            line.clear();
            self.stream.read_line(&mut line)?;
            let (name, value) = line.split_once(':').unwrap_or((line.trim(), ""));
            if name.is_empty() {
                break;
            }
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse::<usize>().ok();
            }
        }
        let mut bytes = vec![0; length.ok_or("the answer does not tell its length")?];
        self.stream.read_exact(&mut bytes)?;
        Ok((status, bytes))
    }

    fn json(&mut self, method: &str, path: &str, body: &str) -> Result<Value, Failure> {
        let (status, bytes) = self.raw(method, path, body)?;
        if (200..300).contains(&status) {
            return Ok(serde_json::from_slice(&bytes)?);
        }
        let says = String::from_utf8_lossy(&bytes);
        Err(format!("{method} {path} answers {status}: {says}").into())
    }

    /// Gets JSON.
    pub(super) fn get(&mut self, path: &str) -> Result<Value, Failure> {
        self.json("GET", path, "")
    }

    /// Posts JSON that is written out already.
    pub(super) fn send(&mut self, path: &str, body: &str) -> Result<(), Failure> {
        let (status, bytes) = self.raw("POST", path, body)?;
        if status == 200 {
            return Ok(());
        }
        let says = String::from_utf8_lossy(&bytes);
        Err(format!("POST {path} answers {status}: {says}").into())
    }

    /// Posts JSON and gets some.
    pub(super) fn post(&mut self, path: &str, body: &Value) -> Result<Value, Failure> {
        self.json("POST", path, &body.to_string())
    }
}
