package org.tongzhou.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A credential of a program as the administrator sees it; {@code revokedAt} is null while it works. */
public record Credential(
        long account,
        String clientId,
        Instant createdAt,
        @Nullable Instant revokedAt) {}
