package org.tongzhou.testing;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** The accessibility rules as a script of the site under test: a browser reads it once, and need not be told it for each page. */
@TestConfiguration(proxyBeanMethods = false)
public class ServedAxe {
    public static final String PATH = "/axe.min.js";

    @Bean
    FilterRegistrationBean<Filter> axe() throws IOException {
        byte[] script = script();
        FilterRegistrationBean<Filter> served = new FilterRegistrationBean<>((request, response, chain) -> {
            response.setContentType("text/javascript;charset=UTF-8");
            ((HttpServletResponse) response).setHeader("Cache-Control", "max-age=3600");
            response.getOutputStream().write(script);
        });
        served.setUrlPatterns(List.of(PATH));
        served.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return served;
    }

    private static byte[] script() throws IOException {
        try (InputStream in = Objects.requireNonNull(ServedAxe.class.getResourceAsStream("/axe/axe.min.js"))) {
            return in.readAllBytes();
        }
    }
}
