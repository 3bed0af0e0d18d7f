//! How requests travel to a server: into the router in process, or over TCP.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use serde::de::DeserializeOwned;
use shared::api::{Method, Problem};
use std::io;
use std::net::SocketAddr;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tower::ServiceExt;

/// The longest answer read, in bytes.
const ANSWER_BYTES_MAX: usize = 4 * 1024 * 1024;

/// One request, as it will travel.
#[derive(Clone, Debug)]
pub struct Asked {
    /// `GET`, `POST`, …
    pub method: &'static str,
    /// Path and query.
    pub path: String,
    /// Header names and values.
    pub headers: Vec<(String, String)>,
    /// Body; empty for none.
    pub body: Vec<u8>,
}

impl Asked {
    /// A request without a body.
    pub fn new(method: &'static str, path: impl Into<String>) -> Self {
        Self { method, path: path.into(), headers: Vec::new(), body: Vec::new() }
    }

    /// The same with one more header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same with a JSON body.
    #[must_use]
    pub fn json(self, body: impl Into<Vec<u8>>) -> Self {
        let body = body.into();
        Self { body, ..self.header("content-type", "application/json") }
    }

    /// The request as HTTP/1.1 text.
    pub fn on_the_wire(&self) -> Vec<u8> {
        let mut text = format!("{} {} HTTP/1.1\r\nhost: puhui\r\n", self.method, self.path);
        for (name, value) in &self.headers {
            text.extend([name, ": ", value, "\r\n"]);
        }
        text.extend(["content-length: ", &self.body.len().to_string(), "\r\n\r\n"]);
        let mut bytes = text.into_bytes();
        bytes.extend_from_slice(&self.body);
        bytes
    }
}

/// The word of a method on the wire.
pub const fn method_word(method: Method) -> &'static str {
    match method {
        Method::Get => "GET",
        Method::Post => "POST",
        Method::Put => "PUT",
        Method::Delete => "DELETE",
    }
}

/// What came back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// Header names, in lower case, and values.
    pub headers: Vec<(String, String)>,
    /// Body.
    pub body: Vec<u8>,
}

impl Reply {
    /// Whether the request was carried out.
    pub const fn is_success(&self) -> bool {
        self.status >= 200 && self.status < 300
    }

    /// The first header of this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as a value.
    ///
    /// # Panics
    /// When it is not one.
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error} in {} {}", self.status, self.text()))
    }

    /// The refusal in the body.
    ///
    /// # Panics
    /// When the request was carried out, or was refused without saying why.
    pub fn problem(&self) -> Problem {
        assert!(!self.is_success(), "carried out: {}", self.text());
        assert_eq!(self.header("content-type"), Some("application/problem+json"));
        let problem: Problem = self.json();
        assert_eq!(problem.status, self.status, "a problem names its own status");
        assert!(!problem.detail.is_empty(), "a problem says what to do: {problem:?}");
        problem
    }
}

/// A way for requests to reach a server.
pub trait Line {
    /// Sends one request and waits for the answer.
    fn send(&mut self, asked: Asked) -> impl Future<Output = Reply> + Send;
}

/// Straight into the router.
#[derive(Clone, Debug)]
pub struct InProcess(pub Router);

impl Line for InProcess {
    async fn send(&mut self, asked: Asked) -> Reply {
        let mut request = Request::builder().method(asked.method).uri(&asked.path);
        for (name, value) in &asked.headers {
            request = request.header(name, value);
        }
        let request = request.body(Body::from(asked.body)).expect("a request");
        let answer = self.0.clone().oneshot(request).await.expect("a router always answers");
        let (parts, body) = answer.into_parts();
        let headers = parts.headers.iter().map(|(name, value)| {
            (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        });
        let body = to_bytes(body, ANSWER_BYTES_MAX).await.expect("a whole answer");
        Reply { status: parts.status.as_u16(), headers: headers.collect(), body: body.to_vec() }
    }
}

/// One connection to a server, kept open between requests.
#[derive(Debug)]
pub struct Connection(BufReader<TcpStream>);

impl Connection {
    /// Connects to `address`.
    ///
    /// # Errors
    /// When nobody listens there.
    pub async fn open(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self(BufReader::new(stream)))
    }

    /// Writes a request without waiting for its answer.
    ///
    /// # Errors
    /// When the connection is gone.
    pub async fn write(&mut self, request: &[u8]) -> io::Result<()> {
        self.0.get_mut().write_all(request).await
    }

    /// Reads one answer, which must carry its length.
    ///
    /// # Errors
    /// When the connection is gone or the answer is not HTTP.
    pub async fn read(&mut self) -> io::Result<Reply> {
        let mut line = String::new();
        self.0.read_line(&mut line).await?;
        let status = line.split(' ').nth(1).and_then(|status| status.parse().ok());
        let status = status.ok_or_else(|| io::Error::from(io::ErrorKind::UnexpectedEof))?;
        let mut reply = Reply { status, ..Reply::default() };
        loop {
            line.clear();
            self.0.read_line(&mut line).await?;
            let Some((name, value)) = line.trim_end().split_once(':') else { break };
            reply.headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        let length = reply.header("content-length").and_then(|length| length.parse().ok());
        reply.body = vec![0; length.unwrap_or(0)];
        self.0.read_exact(&mut reply.body).await?;
        Ok(reply)
    }
}

/// Over TCP, a connection per request.
#[derive(Clone, Copy, Debug)]
pub struct OverTcp(pub SocketAddr);

impl Line for OverTcp {
    async fn send(&mut self, asked: Asked) -> Reply {
        let mut connection = Connection::open(self.0).await.expect("somebody listens");
        connection.write(&asked.on_the_wire()).await.expect("the request is sent");
        connection.read().await.expect("an answer")
    }
}
