package org.tongzhou.shell;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * A picture or PDF that is opened alone is laid out by the browser with styles of its own, which the policy of pages
 * forbids; it gets a policy that lets it do that and nothing else.
 */
@ControllerAdvice
class PapersAlone implements ResponseBodyAdvice<Object> {
    @Override
    public boolean supports(MethodParameter answer, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter answer,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        boolean alone = type.getType().equals("image") || MediaType.APPLICATION_PDF.isCompatibleWith(type);
        if (alone && response instanceof ServletServerHttpResponse servlet) {
            servlet.getServletResponse().setHeader(ContentSecurityPolicy.HEADER, ContentSecurityPolicy.PAPER);
        }
        return body;
    }
}
