//! Why an outside party gave no usable answer.

/// Why an outside party gave no usable answer. Whoever needs it waits and asks again later.
#[derive(Debug, thiserror::Error)]
pub enum AdapterError {
    /// The client cannot be set up.
    #[error("the HTTP client cannot be set up")]
    Client(#[source] reqwest::Error),
    /// No connection, or it broke.
    #[error("cannot be reached")]
    Unreachable(#[source] reqwest::Error),
    /// No answer in time.
    #[error("did not answer in time")]
    Slow,
    /// An HTTP error status.
    #[error("answered with status {0}")]
    Status(u16),
    /// More than an answer can be.
    #[error("answered with more than an answer can be")]
    TooLarge,
    /// Something that is not an answer.
    #[error("answered with something that is not an answer")]
    Nonsense,
    /// A certificate that is not valid at this moment: it has lapsed, or the authority's clock is ahead.
    #[error("answered with a certificate that is not valid now")]
    NotValidNow,
    /// An answer about somebody else.
    #[error("answered about somebody else")]
    OtherIdentity,
    /// Not asked: it has failed too often just now.
    #[error("was not asked, having failed too often just now")]
    Resting,
}

impl AdapterError {
    /// A stable word for logs and the query record.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Client(_) | Self::Unreachable(_) => "unreachable",
            Self::Slow => "slow",
            Self::Status(_) => "status",
            Self::TooLarge => "too_large",
            Self::Nonsense => "nonsense",
            Self::NotValidNow => "not_valid_now",
            Self::OtherIdentity => "other_identity",
            Self::Resting => "resting",
        }
    }

    /// Whether asking again at once can help: the party is away, slow or overloaded. What it says
    /// wrongly, or refuses, it will say again.
    pub const fn may_pass(&self) -> bool {
        match self {
            Self::Unreachable(_) | Self::Slow => true,
            Self::Status(status) => matches!(status, 408 | 425 | 429 | 500..),
            Self::Client(_)
            | Self::TooLarge
            | Self::Nonsense
            | Self::NotValidNow
            | Self::OtherIdentity
            | Self::Resting => false,
        }
    }
}
