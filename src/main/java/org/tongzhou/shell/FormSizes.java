package org.tongzhou.shell;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a form that is longer than its place takes before anything of it is read: the server's own limit is that of the
 * longest form, and nobody else is to fill the memory with it. A form of which the length is not told is refused too.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class FormSizes extends OncePerRequestFilter {
    private static final long MOST = DataSize.ofMegabytes(2).toBytes();

    private final List<LongForm> longForms;
    private final long mostOfLong;

    FormSizes(List<LongForm> longForms, @Value("${server.tomcat.max-http-form-post-size}") DataSize mostOfLong) {
        this.longForms = List.copyOf(longForms);
        this.mostOfLong = mostOfLong.toBytes();
    }

    /** True for a form without files. */
    static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        boolean isLong = longForms.stream().anyMatch(form -> path.startsWith(form.address()));
        boolean untold = request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        if (isForm(request) && (untold || request.getContentLengthLong() > (isLong ? mostOfLong : MOST))) {
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        chain.doFilter(request, response);
    }
}
