package org.tongzhou.shell;

import java.util.Optional;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Where people reach the site, as short messages and the pictures of hospitals name it; without a slash at its end. */
@Component
public final class PublicAddress {
    private final Environment environment;

    public PublicAddress(Environment environment) {
        this.environment = environment;
    }

    /** Empty where nobody has said it. */
    public Optional<String> said() {
        String site =
                environment.getProperty("tongzhou.public-url", environment.getProperty("TONGZHOU_PUBLIC_URL", ""));
        return Optional.of(site.strip().replaceAll("/+$", "")).filter(address -> !address.isEmpty());
    }

    /** Or the one of this machine, where nobody has said it: good enough to try the site out. */
    public String saidOrLocal() {
        return said().orElseGet(() -> "http://localhost:" + environment.getProperty("server.port", "8080"));
    }
}
