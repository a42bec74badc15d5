package org.tongzhou.access;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;

/**
 * The lines to the bank, the SMS gateway and the register of people, as production wants them: nobody on the way reads names and
 * accounts, and whoever answers knows a secret. A partner that speaks only http is reached through a tunnel that ends on this machine.
 */
enum OutsideLines {
    BANK(Set.of("https", "sftp")),
    SMS(Set.of("https")),
    IDENTITY(Set.of("https"));

    private final Set<String> sealed;

    OutsideLines(Set<String> sealed) {
        this.sealed = sealed;
    }

    /** What is not as it must be, by the variables that set it. */
    static List<String> faults(Environment environment) {
        return Stream.of(values())
                .flatMap(line -> line.faultsIn(environment).stream())
                .toList();
    }

    private List<String> faultsIn(Environment environment) {
        String url = url(environment);
        if (url.isBlank()) {
            return List.of();
        }
        List<String> faults = new ArrayList<>();
        if (!isClosed(url)) {
            faults.add(variable("URL"));
        }
        if (environment.getProperty(variable("SECRET"), "").isBlank() && !isOpenedByKeyFile(url, environment)) {
            faults.add(variable("SECRET"));
        }
        return faults;
    }

    private static boolean isOpenedByKeyFile(String url, Environment environment) {
        return url.startsWith("sftp:")
                && !environment.getProperty("tongzhou.bank.sftp.key", "").isBlank();
    }

    private boolean isClosed(String url) {
        try {
            URI uri = URI.create(url);
            String host = uri.getHost();
            return host != null
                    && (sealed.contains(uri.getScheme()) || "http".equals(uri.getScheme()) && isThisMachine(host));
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    private static boolean isThisMachine(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }

    /** As the rooms read it. */
    private String url(Environment environment) {
        String property = "tongzhou." + name().toLowerCase(Locale.ROOT) + ".url";
        return environment.getProperty(property, environment.getProperty(variable("URL"), ""));
    }

    private String variable(String part) {
        return "TONGZHOU_" + name() + "_" + part;
    }
}
