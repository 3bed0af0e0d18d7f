//! What people read when a request fails, in both languages.

use super::{Failure, Language, ProblemCode};
use crate::clock::china_time;

/// The same sentence in every language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    zh: String,
    en: String,
}

impl Sentence {
    /// A sentence in both languages.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// The sentence in `language`.
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }
}

impl Failure {
    /// The short name of this kind of failure.
    pub fn title(&self) -> Sentence {
        let (zh, en) = title(self.code());
        Sentence::new(zh, en)
    }

    /// What happened and what to do next.
    pub fn detail(&self) -> Sentence {
        match self {
            Self::CodeWrong { attempts_left } => Sentence::new(
                format!("验证码不对，还可以再试{attempts_left}次。"),
                format!("That code is not right. You can try {attempts_left} more times."),
            ),
            Self::SignInLocked { until } => {
                let until = china_time(*until).format("%H:%M");
                Sentence::new(
                    format!("验证码连续输错，已暂时锁定，请在{until}之后再试。"),
                    format!("Too many wrong codes. Signing in is locked until {until}, China time."),
                )
            }
            Self::TooManyRequests { retry_after } => {
                let seconds = retry_after.as_secs().max(1);
                Sentence::new(
                    format!("操作太频繁，请{seconds}秒后再试。"),
                    format!("Too many requests. Try again in {seconds} seconds."),
                )
            }
            Self::BodyUnreadable(reason) => Sentence::new(
                format!("提交的内容无法识别：{reason}"),
                format!("What was sent cannot be read: {reason}"),
            ),
            _ => {
                let (zh, en) = plain_detail(self.code());
                Sentence::new(zh, en)
            }
        }
    }
}

const fn title(code: ProblemCode) -> (&'static str, &'static str) {
    match code {
        ProblemCode::BodyUnreadable => ("内容无法识别", "Unreadable content"),
        ProblemCode::BodyTooLarge => ("内容过大", "Content too large"),
        ProblemCode::ContentTypeUnsupported => ("内容类型不支持", "Unsupported content type"),
        ProblemCode::AddressUnreadable => ("地址无法识别", "Unreadable address"),
        ProblemCode::FieldsRefused => ("请检查填写的内容", "Some answers need attention"),
        ProblemCode::NotFound => ("没有找到", "Not found"),
        ProblemCode::MethodNotAllowed => ("不支持这种操作", "Method not allowed"),
        ProblemCode::NotSignedIn => ("请先登录", "Please sign in"),
        ProblemCode::ForeignOrigin => ("来源不符", "Foreign origin"),
        ProblemCode::IdempotencyKeyMissing => ("缺少幂等键", "Idempotency key missing"),
        ProblemCode::IdempotencyKeyMalformed => ("幂等键不合规", "Malformed idempotency key"),
        ProblemCode::IdempotencyKeyReused => ("幂等键已用于其他内容", "Idempotency key reused"),
        ProblemCode::CodeWrong => ("验证码错误", "Wrong code"),
        ProblemCode::SignInLocked => ("登录已锁定", "Signing in is locked"),
        ProblemCode::CodeExpired => ("验证码已过期", "Code expired"),
        ProblemCode::CodeUsed => ("验证码已使用", "Code already used"),
        ProblemCode::TooManyRequests => ("操作太频繁", "Too many requests"),
        ProblemCode::ServiceUnavailable => ("服务暂时不可用", "Service unavailable"),
        ProblemCode::Internal => ("系统出错", "Something went wrong on our side"),
    }
}

const fn plain_detail(code: ProblemCode) -> (&'static str, &'static str) {
    match code {
        ProblemCode::BodyTooLarge => {
            ("提交的内容超过了64KB，请减少后再试。", "More than 64 KiB was sent. Send less and try again.")
        }
        ProblemCode::ContentTypeUnsupported => {
            ("请以application/json提交。", "Send the body as application/json.")
        }
        ProblemCode::AddressUnreadable => {
            ("请求地址中有无法识别的部分。", "A part of the address cannot be read.")
        }
        ProblemCode::FieldsRefused => {
            ("有几项需要修改，已填内容都保留。", "Some answers need a change; everything you typed is kept.")
        }
        ProblemCode::NotFound => ("没有找到您要的内容。", "There is nothing here for you."),
        ProblemCode::MethodNotAllowed => {
            ("这个地址不支持这种操作。", "This address does not support that method.")
        }
        ProblemCode::NotSignedIn => {
            ("登录后可以继续，已填内容都保留。", "Sign in to continue; everything you typed is kept.")
        }
        ProblemCode::ForeignOrigin => {
            ("请求来自其他网站，已拒绝。", "The request came from another site and was refused.")
        }
        ProblemCode::IdempotencyKeyMissing => {
            ("请在Idempotency-Key头中带上唯一的键。", "Send a unique key in the Idempotency-Key header.")
        }
        ProblemCode::IdempotencyKeyMalformed => (
            "Idempotency-Key应为1到255个可见ASCII字符。",
            "Idempotency-Key must be 1 to 255 visible ASCII characters.",
        ),
        ProblemCode::IdempotencyKeyReused => (
            "这个幂等键已经用于另一份内容，请换一个键。",
            "This key was used with different content. Use a new key.",
        ),
        ProblemCode::CodeExpired => {
            ("验证码已过期，请重新获取。", "The code has expired. Ask for a new one.")
        }
        ProblemCode::CodeUsed => {
            ("验证码已经用过，请重新获取。", "The code was used already. Ask for a new one.")
        }
        ProblemCode::ServiceUnavailable => (
            "对方系统暂时没有回应，请稍后再试，已填内容都保留。",
            "The other system is not answering. Try again shortly; nothing is lost.",
        ),
        _ => (
            "我们这边出了问题，请稍后再试，已填内容都保留。",
            "Something went wrong on our side. Try again shortly; nothing is lost.",
        ),
    }
}
