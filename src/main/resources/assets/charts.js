/* Charts of the overview: one quiet style. <div class="ch h220" role="img" aria-label="…" data-chart='{"kind":"line|bar|stack",…}'>.
   The same figures always stand in a table as well. */
document.addEventListener('DOMContentLoaded', () => {
  if (typeof echarts === 'undefined') return;
  const v = n => getComputedStyle(document.documentElement).getPropertyValue(n).trim();
  const C = { pine: v('--pine'), ink: v('--ink'), ink2: v('--ink-2'), ink3: v('--ink-3'), line: v('--line'), line2: v('--line-2'), warn: v('--warn-s'), bad: v('--bad-s') };
  const palette = [C.pine, '#6f9bb3', '#c9a86a', '#b9c3bd'];
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches || navigator.webdriver;
  const base = {
    animation: !still, color: palette, textStyle: { fontFamily: v('--sans'), fontSize: 12, color: C.ink2 }, aria: { enabled: true },
    grid: { left: 16, right: 24, top: 30, bottom: 8, containLabel: true },
    tooltip: { trigger: 'axis', renderMode: 'richText', backgroundColor: '#fff', borderColor: C.line, textStyle: { color: C.ink, fontSize: 12 }, axisPointer: { type: 'line', lineStyle: { color: C.ink3, type: [2, 3] } } },
  };
  const cat = data => ({ type: 'category', data, axisTick: { show: false }, axisLine: { lineStyle: { color: C.line2 } }, axisLabel: { color: C.ink2 } });
  const val = max => ({ type: 'value', splitNumber: 3, max, axisLabel: { color: C.ink3 }, splitLine: { lineStyle: { color: C.line } } });
  const draw = {
    /* {labels, values, name, top?, target?, targetLabel?, reachedLabel?}: the first value at or above the target is marked */
    line: d => { const at = d.target == null ? -1 : d.values.findIndex(n => n != null && n >= d.target); return ({ grid: { ...base.grid, right: 64 }, xAxis: { ...cat(d.labels), boundaryGap: false }, yAxis: val(d.top), series: [{ type: 'line', name: d.name, data: d.values, symbol: 'circle', symbolSize: 5,
      lineStyle: { width: 2.5, color: C.pine }, itemStyle: { color: C.pine }, areaStyle: { color: C.pine, opacity: .07 },
      endLabel: { show: true, color: C.pine, fontWeight: 600, fontSize: 14, offset: [2, -2], backgroundColor: '#fff', padding: [0, 3], formatter: p => p.value.toLocaleString('en') },
      markPoint: at < 0 ? undefined : { silent: true, symbol: 'circle', symbolSize: 11, data: [{ coord: [d.labels[at], d.values[at]] }], itemStyle: { color: '#fff', borderColor: C.pine, borderWidth: 2.5 }, label: { show: true, formatter: d.reachedLabel.replace('#', d.labels[at]), position: 'bottom', color: C.ink, distance: 8 } },
      markLine: d.target == null ? undefined : { z: 1, silent: true, symbol: 'none', data: [{ yAxis: d.target }], lineStyle: { color: C.ink, type: [4, 4], width: 1 }, label: { formatter: d.targetLabel, color: C.ink, position: 'insideStartTop' } } }] }); },
    /* {labels, series: [{name, values}]} */
    stack: d => ({ legend: { top: 0, right: 12, itemWidth: 10, itemHeight: 10, icon: 'rect', textStyle: { color: C.ink2 } }, grid: { ...base.grid, top: 34 }, xAxis: cat(d.labels), yAxis: val(),
      series: d.series.map(s => ({ type: 'bar', stack: 's', name: s.name, data: s.values, barWidth: '52%' })) }),
    /* {labels, values, name, lateFrom?, tones?}: bars from the index lateFrom on are late; a tone a bar: loss, same, gain */
    bar: d => ({ grid: { ...base.grid, right: d.tones ? 8 : 24 }, xAxis: d.tones ? { ...cat(d.labels), axisLabel: { color: C.ink2, interval: 0, fontSize: 10, rotate: 40 } } : cat(d.labels), yAxis: { ...val(), minInterval: 1 }, series: [{ type: 'bar', name: d.name, barWidth: '62%',
      data: d.values.map((value, i) => ({ value, itemStyle: { color: d.tones ? { loss: C.warn, same: palette[3] }[d.tones[i]] || C.pine : d.lateFrom != null && i >= d.lateFrom ? C.bad : C.pine } })),
      label: { show: true, position: 'top', color: C.ink2, fontSize: 11, formatter: p => p.value.toLocaleString('en') } }] }),
  };
  document.querySelectorAll('[data-chart]').forEach(el => {
    const data = JSON.parse(el.dataset.chart);
    const label = el.getAttribute('aria-label');
    const chart = echarts.init(el, null, { renderer: 'svg' });
    chart.setOption({ ...base, ...draw[data.kind](data) });
    if (label) el.setAttribute('aria-label', label);
    new ResizeObserver(() => chart.resize()).observe(el);
  });
});
