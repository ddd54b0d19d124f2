/** A worker that wakes the page when something is due: pages that are out of sight have their own timers held. */

let timer = 0;

onmessage = ({ data }) => {
  clearTimeout(timer);
  if (data !== null) timer = setTimeout(() => postMessage(null), data);
};
