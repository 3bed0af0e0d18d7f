//! Puhui server.
