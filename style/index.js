import './base.css';
import './colours.css';
import './states.css';
import './panel.css';
import './diagnostics.css';
import './tagging.css';
