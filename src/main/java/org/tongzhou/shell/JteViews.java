package org.tongzhou.shell;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/**
 * Finds the template {@code <room>/<page>.jte} of a view name and gives it the {@link Frame} beside the model. By its bean's
 * name it stands in the place of the framework's resolver that asks all others for views and weighs their types against the
 * browser's wishes: a name has one template here.
 */
@Component("viewResolver")
class JteViews implements ViewResolver, Ordered {
    private static final String TYPE = "text/html;charset=UTF-8";

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(
            null, ContentType.Html, JteViews.class.getClassLoader(), "gg.jte.generated.precompiled");
    private final Frames frames;

    JteViews(Frames frames) {
        this.frames = frames;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 100;
    }

    /** Null for {@code redirect:} and {@code forward:}, which the framework's own resolver answers. */
    @Override
    public @Nullable View resolveViewName(String name, Locale locale) {
        String template = name + ".jte";
        return name.indexOf(':') >= 0 || !templates.hasTemplate(template) ? null : new JteView(template);
    }

    private final class JteView implements View {
        private final String template;

        JteView(String template) {
            this.template = template;
        }

        @Override
        public String getContentType() {
            return TYPE;
        }

        /** Renders whole before the first byte leaves, so that a fault in a template becomes an error page, not half a page. */
        @Override
        public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            Map<String, Object> all = model == null ? new HashMap<>() : new HashMap<>(model);
            Frame frame = frames.of(request);
            all.put("frame", frame);
            PageBytes page = new PageBytes();
            templates.render(template, all, page);
            response.setContentType(TYPE);
            response.setHeader("Content-Language", frame.words().tag());
            if (!response.containsHeader("Cache-Control")) {
                response.setHeader("Cache-Control", "no-store");
            }
            response.setContentLength(page.size());
            page.writeTo(response.getOutputStream());
        }
    }
}
